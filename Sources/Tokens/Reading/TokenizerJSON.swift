/// Hugging Face's `tokenizer.json`: the stages of a tokenizer, each with its type.
struct TokenizerJSON {
    private static let largestVocabulary = 1_000_000
    private static let mostAdded = 10_000
    private static let longestAdded = 512
    private static let mostEnds = 8

    private let root: JSONField
    private let special: SpecialTokens
    private let options: ReadingOptions

    static func read(_ folder: inout TokenFolder, _ options: ReadingOptions) throws(TokenError) -> any Tokenizer {
        let root = try folder.json("tokenizer.json")
        let reader = TokenizerJSON(root: root, special: try SpecialTokens(&folder), options: options)
        let model = root["model"]
        switch try reader.modelType(model) {
        case "BPE":
            let entries = try reader.entries(model["vocab"])
            let merges = try MergeTable(model, entries)
            return BytePairs(stages: try reader.stages(entries), merges: merges)
        case "Unigram":
            let pieces = try ScoredPieces(model)
            return Unigram(stages: try reader.stages(pieces.entries), pieces: pieces)
        case "WordPiece": return try reader.wordPiece(model)
        default: throw model["type"].unexpected("BPE, Unigram or WordPiece")
        }
    }

    /// Old files leave it out, as far as the fields tell.
    private func modelType(_ model: JSONField) throws(TokenError) -> String {
        let type = model["type"]
        if !type.isNull { return try type.text() }
        if !model["merges"].isNull { return "BPE" }
        if !model["unk_id"].isNull { return "Unigram" }
        throw type.unexpected("BPE, Unigram or WordPiece")
    }

    /// The entries of a vocabulary that is an object of ids.
    private func entries(_ vocabulary: JSONField) throws(TokenError) -> Entries {
        try Entries(vocabulary, limit: Self.largestVocabulary)
    }

    private func stages(_ entries: Entries) throws(TokenError) -> TextStages {
        let normaliser = try Normaliser(root["normalizer"])
        let added = try addedTokens(entries)
        let ends = try ends(root["post_processor"], depth: 0)
        let padding = try padding(entries, added)
        let largest = max(entries.values.max() ?? 0, added.map(\.id).max() ?? 0, padding, (ends.0 + ends.1).max() ?? 0)
        return TextStages(
            cleaning: options.cleaning, normaliser: normaliser, splitter: try Splitter(root["pre_tokenizer"]),
            added: AddedTokens(added, normaliser), before: ends.0, after: ends.1, padding: padding,
            vocabularySize: Int(largest) + 1)
    }

    private func addedTokens(_ entries: Entries) throws(TokenError) -> [AddedTokens.Token] {
        let field = root["added_tokens"]
        if field.isNull { return [] }
        var tokens: [AddedTokens.Token] = []
        for token in try field.list(limit: Self.mostAdded) {
            let content = token["content"]
            let text = try content.text()
            guard text.utf8.count <= Self.longestAdded else {
                throw content.unexpected("a token of at most \(Self.longestAdded) bytes")
            }
            let own = Int32(try token["id"].count(below: Self.largestVocabulary))
            // The model's own id holds, as in the reference.
            let id = entries[Spelling(text)] ?? own
            if let rows = options.rows, id >= rows { continue }
            let isSpecial = try token["special"].bool(false)
            tokens.append(
                AddedTokens.Token(
                    text: text, id: id, isWord: try token["single_word"].bool(false),
                    stripsLeft: try token["lstrip"].bool(false), stripsRight: try token["rstrip"].bool(false),
                    isNormalised: try token["normalized"].bool(!isSpecial)))
        }
        return tokens
    }

    private func padding(_ entries: Entries, _ added: [AddedTokens.Token]) throws(TokenError) -> Int32 {
        if let padding = options.padding { return padding }
        if let named = try special["pad_token"] {
            if let token = added.first(where: { Spelling($0.text) == Spelling(named.text) }) { return token.id }
            guard let id = entries[Spelling(named.text)] else {
                throw named.field.unexpected("a token of tokenizer.json")
            }
            return id
        }
        let own = root["padding"]["pad_id"]
        return own.isNull ? 0 : Int32(try own.count(below: Self.largestVocabulary))
    }

    /// The ids before and behind every text, of one text alone.
    private func ends(_ field: JSONField, depth: Int) throws(TokenError) -> ([Int32], [Int32]) {
        if field.isNull { return ([], []) }
        let type = field["type"]
        switch try type.text() {
        case "ByteLevel": return ([], [])
        case "RobertaProcessing", "BertProcessing": return ([try id(field["cls"])], [try id(field["sep"])])
        case "TemplateProcessing": return try template(field)
        case "Sequence":
            guard depth < 4 else { throw type.unexpected("nesting of at most 4") }
            var ends: ([Int32], [Int32]) = ([], [])
            for inner in try field["processors"].list(limit: Self.mostEnds) {
                let outer = try self.ends(inner, depth: depth + 1)
                ends = (outer.0 + ends.0, ends.1 + outer.1)
            }
            return ends
        default:
            throw type.unexpected("TemplateProcessing, RobertaProcessing, BertProcessing, ByteLevel or Sequence")
        }
    }

    /// `["</s>", 2]`.
    private func id(_ field: JSONField) throws(TokenError) -> Int32 {
        let pair = try field.list(limit: 2)
        guard pair.count == 2 else { throw field.unexpected("a token and its id") }
        return Int32(try pair[1].count(below: Self.largestVocabulary))
    }

    private func template(_ field: JSONField) throws(TokenError) -> ([Int32], [Int32]) {
        var ends: ([Int32], [Int32]) = ([], [])
        var hasText = false
        let single = field["single"]
        for part in try single.list(limit: Self.mostEnds) {
            let token = part["SpecialToken"]
            if token.isNull {
                guard !hasText, try part["Sequence"]["id"].text() == "A" else {
                    throw part.unexpected("one sequence A")
                }
                hasText = true
                continue
            }
            let ids = field["special_tokens"][try token["id"].text()]["ids"]
            for id in try ids.list(limit: Self.mostEnds) {
                let id = Int32(try id.count(below: Self.largestVocabulary))
                if hasText { ends.1.append(id) } else { ends.0.append(id) }
            }
        }
        guard hasText else { throw single.unexpected("a template with a sequence A") }
        return ends
    }

    /// BERT's uncased tokenizer, and no other of that type.
    private func wordPiece(_ model: JSONField) throws(TokenError) -> WordPiece {
        let (normaliser, splitter) = (root["normalizer"], root["pre_tokenizer"])
        guard try normaliser["type"].text() == "BertNormalizer" else {
            throw normaliser["type"].unexpected("BertNormalizer, of a WordPiece model")
        }
        for name in ["clean_text", "handle_chinese_chars", "lowercase", "strip_accents"] {
            try normaliser[name].require(true)
        }
        guard try splitter["type"].text() == "BertPreTokenizer" else {
            throw splitter["type"].unexpected("BertPreTokenizer, of a WordPiece model")
        }
        for (name, wanted) in [("unk_token", "[UNK]"), ("continuing_subword_prefix", "##")] {
            guard try model[name].text(wanted) == wanted else { throw model[name].unexpected("\"\(wanted)\"") }
        }
        let longest = model["max_input_chars_per_word"]
        guard longest.isNull ? true : try longest.number() == 100 else { throw longest.unexpected("100") }
        let entries = try entries(model["vocab"])
        var vocabulary = [String?](repeating: nil, count: entries.count)
        for (entry, id) in entries where Int(id) < vocabulary.count { vocabulary[Int(id)] = entry.text }
        let found = vocabulary.compactMap { $0 }
        guard found.count == entries.count else { throw model["vocab"].unexpected("ids without gaps, each once") }
        let tokenizer = try options.allowed(try WordPiece(vocabulary: found), root.path)
        let ends = try ends(root["post_processor"], depth: 0)
        guard ends.0 == tokenizer.encode("", limit: 2).dropLast(), ends.1 == [tokenizer.end] else {
            throw root["post_processor"].unexpected("[CLS] before and [SEP] behind a text")
        }
        return tokenizer
    }
}

extension Entries {
    /// The fields of an object of ids, of two of one name the later.
    init(_ vocabulary: JSONField, limit: Int) throws(TokenError) {
        let fields = try vocabulary.object(limit: limit)
        self.init(minimumCapacity: fields.count)
        for (entry, value) in fields {
            guard case .number(let id) = value, id >= 0, id < Double(limit), id == id.rounded() else {
                let place = "\(vocabulary.place)[\"\(String(entry.prefix(60)))\"]"
                throw JSONField(value: value, place: place, path: vocabulary.path)
                    .unexpected("a whole number from 0 to \(limit - 1)")
            }
            self[Spelling(entry)] = Int32(id)
        }
    }
}
