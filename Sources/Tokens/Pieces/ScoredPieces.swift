/// Pieces with their log-probabilities, and what stands for characters that no piece covers.
struct ScoredPieces: Sendable {
    let trie: ScalarTrie
    let entries: Entries
    /// By id.
    let scores: [Double]
    /// Stands for what no piece covers; nil leaves it out.
    let unknown: Int32?
    /// The score of an unknown character: ten below the least.
    let unknownScore: Double
    /// The ids of 256 bytes that spell what is unknown, where the file says so.
    let bytes: [Int32?]?

    /// The best way to a place of a word.
    private struct Best {
        var score = 0.0
        var id: Int32 = -1
        var start = -1
    }

    func append(_ word: [Unicode.Scalar], to ids: inout [Int32]) {
        var best = Array(repeating: Best(), count: word.count + 1)
        func offer(_ id: Int32, _ score: Double, _ start: Int, _ end: Int) {
            if best[end].start < 0 || score > best[end].score { best[end] = Best(score: score, id: id, start: start) }
        }
        for start in word.indices {
            let before = best[start].score
            var coversOne = false
            trie.forEach(in: word, from: start) { id, end in
                offer(id, scores[Int(id)] + before, start, end)
                if end == start + 1 { coversOne = true }
            }
            if !coversOne { offer(unknown ?? -1, unknownScore + before, start, start + 1) }
        }
        // From the end back; unknown neighbours are one.
        var cuts: [(range: Range<Int>, id: Int32)] = []
        var end = word.count
        while end > 0 {
            let node = best[end]
            if let last = cuts.last, last.id == node.id, node.id == unknown ?? -1 {
                cuts[cuts.count - 1].range = node.start..<last.range.upperBound
            } else {
                cuts.append((node.start..<end, node.id))
            }
            end = node.start
        }
        for (range, id) in cuts.reversed() {
            if id == unknown ?? -1 { appendUnknown(word[range], to: &ids) } else { ids.append(id) }
        }
    }

    /// What is unknown may still be an entry as a whole, or be spelt in bytes.
    private func appendUnknown(_ scalars: ArraySlice<Unicode.Scalar>, to ids: inout [Int32]) {
        let text = String(String.UnicodeScalarView(scalars))
        if let id = entries[Spelling(text)] { return ids.append(id) }
        if let bytes {
            let spelling = text.utf8.compactMap { bytes[Int($0)] }
            if spelling.count == text.utf8.count { return ids += spelling }
        }
        if let unknown { ids.append(unknown) }
    }
}

extension ScoredPieces {
    /// Longer pieces are refused, in scalars: the time of a text grows with the longest.
    private static let longestPiece = 512
    private static let largestVocabulary = 1_000_000
    private static let mostScalars = 16_000_000
    private static let penalty = 10.0

    /// Reads the `model` of a `tokenizer.json`, whose type is Unigram.
    init(_ model: JSONField) throws(TokenError) {
        let vocabulary = model["vocab"]
        guard case .list(let values) = vocabulary.value, (1...Self.largestVocabulary).contains(values.count) else {
            throw vocabulary.unexpected("a list of 1 to \(Self.largestVocabulary)")
        }
        var (trie, entries, scores) = (ScalarTrie(), Entries(minimumCapacity: values.count), [Double]())
        var length = 0
        trie.reserve(values.count * 2)
        scores.reserveCapacity(values.count)
        for (at, value) in values.enumerated() {
            func unexpected(_ expected: String) -> TokenError {
                JSONField(value: value, place: "\(vocabulary.place)[\(at)]", path: model.path).unexpected(expected)
            }
            guard case .list(let pair) = value, pair.count == 2, case .text(let piece) = pair[0],
                case .number(let score) = pair[1]
            else { throw unexpected("a piece and its score") }
            let count = piece.unicodeScalars.count
            guard count <= Self.longestPiece else {
                throw unexpected("a piece of at most \(Self.longestPiece) characters")
            }
            length += count
            guard length <= Self.mostScalars else { throw unexpected("\(Self.mostScalars) characters in all") }
            if !piece.isEmpty { trie.insert(piece.unicodeScalars, Int32(at)) }
            entries[Spelling(piece)] = Int32(at)
            scores.append(score)
        }
        let unknown = model["unk_id"]
        self.init(
            trie: trie, entries: entries, scores: scores,
            unknown: unknown.isNull ? nil : Int32(try unknown.count(below: values.count)),
            unknownScore: (scores.min() ?? 0) - Self.penalty,
            bytes: try model["byte_fallback"].bool(false) ? MergeTable.bytes(entries) : nil)
    }
}
