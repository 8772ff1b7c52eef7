/// Text to the token ids that a text encoder reads.
public protocol Tokenizer: Sendable {
    /// One more than the largest id.
    var vocabularySize: Int { get }
    /// The id that fills short texts up.
    var padding: Int32 { get }
    /// The id that ends every text, where one does: what is pooled there is found by it.
    var end: Int32? { get }
    /// The ids of a text with those that mark its ends, at most `limit` (at least 2) of them.
    func encode(_ text: String, limit: Int) -> [Int32]
}
