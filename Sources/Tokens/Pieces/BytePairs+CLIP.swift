extension BytePairs {
    private static let start = "<|startoftext|>"
    private static let end = "<|endoftext|>"
    /// What CLIP's words are: contractions, letters, single digits, runs of all else (Radford et al. 2021).
    private static let words =
        #"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#

    /// Reads CLIP's `vocab.json` and `merges.txt`, which say nothing of the stages: these are CLIP's.
    init(clip folder: inout TokenFolder, _ options: ReadingOptions) throws(TokenError) {
        let special = try SpecialTokens(&folder)
        let kind = special.tokenizerClass
        guard try ["CLIPTokenizer", "CLIPTokenizerFast"].contains(kind.text("CLIPTokenizer")) else {
            throw kind.unexpected("CLIPTokenizer, where there is no tokenizer.json")
        }
        let vocabulary = try folder.json("vocab.json")
        let entries = try Entries(vocabulary, limit: MergeTable.largestVocabulary)
        func id(_ name: String, _ fallback: String) throws(TokenError) -> (text: String, id: Int32) {
            let named = try special[name]
            let text = named?.text ?? fallback
            if let id = entries[Spelling(text)] { return (text, id) }
            throw .unexpected(
                path: vocabulary.path, place: "\"\(text)\"", found: "not there", expected: "the id of the \(name)")
        }
        let (first, last) = (try id("bos_token", Self.start), try id("eos_token", Self.end))
        let (unknown, padding) = (try id("unk_token", Self.end), try id("pad_token", Self.end))
        let normaliser = Normaliser.sequence([
            .form(.composed), .replace(try Splitter.pattern(#"\s+"#, vocabulary), [" "]), .lowercase,
        ])
        let splitter = Splitter.sequence([
            .split(try Splitter.pattern(Self.words, vocabulary), .removed, inverted: true),
            .bytes(.init(addsBlank: false, pattern: try Splitter.pattern(Splitter.words, vocabulary))),
        ])
        var added: [AddedTokens.Token] = []
        for (text, id) in [first, last, unknown, padding] where !added.contains(where: { $0.id == id }) {
            added.append(AddedTokens.Token(text: text, id: id))
        }
        merges = MergeTable(
            entries, try Self.merges(&folder, entries), suffix: "</w>", unknown: unknown.id, fusesUnknown: false,
            spellsBytes: false, takesWhole: false)
        stages = TextStages(
            cleaning: options.cleaning, normaliser: normaliser, splitter: splitter,
            added: AddedTokens(added, normaliser), before: [first.id], after: [last.id],
            padding: options.padding ?? padding.id, vocabularySize: Int(entries.values.max() ?? 0) + 1)
    }

    /// A merge a line, after one that may name a version.
    private static func merges(
        _ folder: inout TokenFolder, _ entries: Entries
    ) throws(TokenError) -> [UInt64: MergeTable.Merge] {
        let path = folder.path("merges.txt")
        let bytes = try folder.bytes("merges.txt")
        var learnt = LearntMerges(entries, path: path)
        for (at, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let text = String(validating: line, as: UTF8.self) else {
                throw .unexpected(path: path, place: "line \(at + 1)", found: "no UTF-8", expected: "UTF-8")
            }
            if text.isEmpty || (at == 0 && text.hasPrefix("#version")) { continue }
            try learnt.add(text) { "line \(at + 1)" }
        }
        return learnt.merges
    }
}
