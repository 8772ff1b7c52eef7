import Foundation

/// A tokenizer and the files that keep it: the one door to the tokenizers of model folders, ours and others'.
public struct TokenizerFile: Sendable {
    public let tokenizer: any Tokenizer
    /// What `write(to:)` writes, by file name.
    private let files: [String: Data]

    /// Where a vocabulary of ours is kept.
    static let ours = "vocabulary.txt"
    private static let readable = "vocabulary.txt, tokenizer.json, vocab.json with merges.txt, or vocab.txt"

    /// Reads the tokenizer of a folder of hostile origin: our `vocabulary.txt`, or Hugging Face's `tokenizer.json`,
    /// `vocab.json` with `merges.txt`, or `vocab.txt`; the first of these that is there.
    ///
    /// `padding` replaces the padding id that the files say; `cleaning` is done to every text beforehand; added tokens with
    /// ids from `rows` on, which the model has no row for (T5's `<extra_id_0>` in SigLIP), are text like any other. What is not
    /// supported is named with its file, its place, what was found and what is read.
    public init(
        from directory: String, padding: Int32? = nil, cleaning: TextCleaning? = nil, rows: Int? = nil
    ) throws(TokenError) {
        var folder = TokenFolder(directory)
        let reading = ReadingOptions(padding: padding, cleaning: cleaning, rows: rows)
        if folder.has(Self.ours) {
            self.init(try reading.allowed(try WordPiece(contentsOf: folder.path(Self.ours)), folder.path(Self.ours)))
        } else if folder.has("tokenizer.json") {
            let tokenizer = try TokenizerJSON.read(&folder, reading)
            if let ours = tokenizer as? WordPiece { self.init(ours) } else { self.init(tokenizer, folder.read) }
        } else if folder.has("vocab.json") || folder.has("merges.txt") {
            self.init(try BytePairs(clip: &folder, reading), folder.read)
        } else if folder.has("vocab.txt") {
            let config = try folder.jsonIfThere("tokenizer_config.json")
            for name in ["do_lower_case", "strip_accents", "tokenize_chinese_chars"] {
                try config[name].require(true)
            }
            self.init(
                try reading.allowed(try WordPiece(contentsOf: folder.path("vocab.txt")), folder.path("vocab.txt")))
        } else if folder.has("spiece.model") {
            throw .unexpected(
                path: folder.path("spiece.model"), place: "the tokenizer", found: "a SentencePiece model alone",
                expected: "a tokenizer.json beside it")
        } else {
            throw .noTokenizer(directory: directory, expected: Self.readable)
        }
    }

    /// The file of a vocabulary that was learnt here.
    public init(_ tokenizer: WordPiece) {
        self.init(tokenizer, [Self.ours: tokenizer.file])
    }

    private init(_ tokenizer: any Tokenizer, _ files: [String: Data]) {
        self.tokenizer = tokenizer
        self.files = files
    }

    /// Writes the files into a folder, each whole or not at all; reading that folder with the same options gives the
    /// same tokenizer.
    public func write(to directory: String) throws(TokenError) {
        for (name, data) in files {
            let file = URL(filePath: directory).appending(path: name)
            do { try data.write(to: file, options: .atomic) } catch {
                throw .unwritable(path: file.path, reason: error.localizedDescription)
            }
        }
    }
}

/// What a caller says beside the files.
struct ReadingOptions {
    let padding: Int32?
    let cleaning: TextCleaning?
    let rows: Int?

    /// A WordPiece stays as it is: its padding has a name, and it cleans texts itself.
    func allowed(_ tokenizer: WordPiece, _ path: String) throws(TokenError) -> WordPiece {
        if let padding, padding != tokenizer.padding {
            throw .unexpected(path: path, place: "[PAD]", found: "\(tokenizer.padding)", expected: "\(padding)")
        }
        if cleaning == .canonicalize {
            throw .unexpected(
                path: path, place: "the cleaning", found: "canonicalize", expected: "none for a WordPiece vocabulary")
        }
        return tokenizer
    }
}
