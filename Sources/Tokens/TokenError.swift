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
    /// What a file says at a place (`model.type`, `line 3`) is damaged, or of a kind that is not read.
    case unexpected(path: String, place: String, found: String, expected: String)
    /// A folder has none of the files that a tokenizer is read from.
    case noTokenizer(directory: String, expected: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "the vocabulary \(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason): "the vocabulary cannot be written to \(path): \(reason)"
        case .missing(let token): "the vocabulary has no entry \(token)"
        case .duplicate(let token, let line): "the vocabulary has \"\(token)\" again on line \(line)"
        case .notText(let line): "the vocabulary is no UTF-8 on line \(line)"
        case .tooLarge(let entries, let limit): "the vocabulary has \(entries) entries; at most \(limit) are read"
        case .unexpected(let path, let place, let found, let expected):
            "\(path): \(place) is \(found); expected is \(expected)"
        case .noTokenizer(let directory, let expected): "\(directory) has no tokenizer; expected is \(expected)"
        }
    }
}
