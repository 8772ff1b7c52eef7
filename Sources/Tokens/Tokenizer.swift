/// Text to the token ids that a text encoder reads.
public protocol Tokenizer: Sendable {
    var vocabularySize: Int { get }
    /// The id that fills short texts up.
    var padding: Int32 { get }
    /// The ids of a text with those that mark its ends, at most `limit` (at least 2) of them.
    func encode(_ text: String, limit: Int) -> [Int32]
}

/// Why a vocabulary cannot be used; who brought the model must bring another.
public enum TokenError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// `[PAD]`, `[UNK]`, `[CLS]` or `[SEP]` is not there.
    case missing(token: String)
    /// The same entry on two lines, counted from 1.
    case duplicate(token: String, line: Int)
    case notText(line: Int)
    case tooLarge(entries: Int, limit: Int)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "the vocabulary \(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason): "the vocabulary cannot be written to \(path): \(reason)"
        case .missing(let token): "the vocabulary has no entry \(token)"
        case .duplicate(let token, let line): "the vocabulary has \"\(token)\" again on line \(line)"
        case .notText(let line): "the vocabulary is no UTF-8 on line \(line)"
        case .tooLarge(let entries, let limit): "the vocabulary has \(entries) entries; at most \(limit) are read"
        }
    }
}
