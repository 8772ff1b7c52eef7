/// The tokenizer of BERT's uncased models (Devlin et al. 2019): words, then the longest known pieces of each.
///
/// Pieces that go on within a word begin with "##". It gives what Hugging Face's BertTokenizer gives.
public struct WordPiece: Tokenizer {
    /// Every entry; its place is its id.
    public let vocabulary: [String]
    public let padding: Int32
    private let ids: [Spelling: Int32]
    private let unknown, start, final: Int32
    /// The special tokens, which in a text too stand for themselves.
    private let marks: AddedTokens
    /// The longest entry in scalars: no longer piece is looked for.
    private let longest: Int

    public static let specialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    static let largestVocabulary = 1_000_000
    private static let asItIs = Normaliser.sequence([])
    /// A longer word is unknown as a whole.
    private static let longestWord = 100

    public var vocabularySize: Int { vocabulary.count }
    public var end: Int32? { final }

    public init(vocabulary: [String]) throws(TokenError) {
        guard vocabulary.count <= Self.largestVocabulary else {
            throw .tooLarge(entries: vocabulary.count, limit: Self.largestVocabulary)
        }
        var ids: [Spelling: Int32] = [:]
        ids.reserveCapacity(vocabulary.count)
        for (at, token) in vocabulary.enumerated() {
            guard ids.updateValue(Int32(at), forKey: Spelling(token)) == nil else {
                throw .duplicate(token: token, line: at + 1)
            }
        }
        func special(_ token: String) throws(TokenError) -> Int32 {
            guard let id = ids[Spelling(token)] else { throw .missing(token: token) }
            return id
        }
        padding = try special("[PAD]")
        unknown = try special("[UNK]")
        start = try special("[CLS]")
        final = try special("[SEP]")
        let found = Self.specialTokens.compactMap { token in ids[Spelling(token)].map { (token, $0) } }
        marks = AddedTokens(found.map { AddedTokens.Token(text: $0.0, id: $0.1) }, Self.asItIs)
        self.vocabulary = vocabulary
        self.ids = ids
        longest = vocabulary.reduce(1) { max($0, $1.unicodeScalars.count) }
    }

    public func encode(_ text: String, limit: Int) -> [Int32] {
        precondition(limit >= 2, "a text has a start and an end")
        var tokens = [start]
        parts: for part in marks.parts(of: Array(text.unicodeScalars), Self.asItIs) {
            guard tokens.count < limit - 1 else { break }
            switch part {
            case .token(let id): tokens.append(id)
            case .stretch(let stretch):
                for word in BasicWords(String(String.UnicodeScalarView(stretch.scalars))) {
                    guard tokens.count < limit - 1 else { break parts }
                    append(word, to: &tokens)
                }
            }
        }
        if tokens.count > limit - 1 { tokens.removeLast(tokens.count - (limit - 1)) }
        tokens.append(final)
        return tokens
    }

    /// The pieces of a word, from the left the longest known each time; where a piece is unknown, so is the word.
    private func append(_ word: String, to tokens: inout [Int32]) {
        if let whole = ids[Spelling(word)] { return tokens.append(whole) }
        let scalars = Array(word.unicodeScalars)
        guard scalars.count <= Self.longestWord else { return tokens.append(unknown) }
        let before = tokens.count
        var from = 0
        while from < scalars.count {
            var to = min(scalars.count, from + longest)
            var found: Int32?
            while to > from {
                var piece = String.UnicodeScalarView()
                if from > 0 { piece.append(contentsOf: "##".unicodeScalars) }
                piece.append(contentsOf: scalars[from..<to])
                found = ids[Spelling(String(piece))]
                if found != nil { break }
                to -= 1
            }
            guard let found else {
                tokens.removeLast(tokens.count - before)
                return tokens.append(unknown)
            }
            tokens.append(found)
            from = to
        }
    }
}
