/// How a text is cut into words: Hugging Face's `pre_tokenizer`.
indirect enum Splitter: Sendable {
    case sequence([Splitter])
    case split(Pattern, Keeping, inverted: Bool)
    case spaces
    case bytes(ByteSplit)
    case metaspace(Metaspace)

    /// What becomes of the matches of a pattern.
    enum Keeping: Sendable {
        case removed, isolated, withPrevious, withNext
    }

    /// Bytes as characters of an alphabet, words cut by GPT-2's pattern before.
    struct ByteSplit: Sendable {
        let addsBlank: Bool
        let pattern: Pattern?
    }

    /// Blanks as a visible mark, words cut before it.
    struct Metaspace: Sendable {
        enum Prepending: Sendable { case always, first, never }
        let mark: Unicode.Scalar
        let prepending: Prepending
        let splits: Bool
        let pattern: Pattern

        init(mark: Unicode.Scalar, prepending: Prepending, splits: Bool) {
            self.mark = mark
            self.prepending = prepending
            self.splits = splits
            pattern = Pattern(steps: [.scalar(ScalarSet([.range(mark.value...mark.value)])), .match])
        }
    }

    private static let space = Pattern(steps: [.scalar(ScalarSet([.space])), .match])

    func split(_ stretch: Stretch) -> [Stretch] {
        guard !stretch.scalars.isEmpty else { return [] }
        switch self {
        case .sequence(let splitters):
            return splitters.reduce([stretch]) { words, splitter in words.flatMap(splitter.split) }
        case .split(let pattern, let keeping, let inverted):
            return Self.cut(stretch, at: pattern, keeping, inverted: inverted)
        case .spaces:
            return Self.cut(stretch, at: Self.space, .removed, inverted: false)
        case .bytes(let bytes):
            var stretch = stretch
            if bytes.addsBlank, stretch.scalars.first != " " { stretch.scalars.insert(" ", at: 0) }
            let words = bytes.pattern.map { Self.cut(stretch, at: $0, .isolated, inverted: false) } ?? [stretch]
            return words.map { Stretch(ByteAlphabet.spell($0.scalars), isFirst: $0.isFirst) }
        case .metaspace(let metaspace):
            var stretch = stretch
            for at in stretch.scalars.indices where stretch.scalars[at] == " " { stretch.scalars[at] = metaspace.mark }
            let wanted = metaspace.prepending == .always || (metaspace.prepending == .first && stretch.isFirst)
            if wanted, stretch.scalars.first != metaspace.mark { stretch.scalars.insert(metaspace.mark, at: 0) }
            guard metaspace.splits else { return [stretch] }
            return Self.cut(stretch, at: metaspace.pattern, .withNext, inverted: false)
        }
    }

    private static func cut(_ stretch: Stretch, at pattern: Pattern, _ keeping: Keeping, inverted: Bool) -> [Stretch] {
        // All of the text, in matches and what lies between them.
        var pieces: [(range: Range<Int>, isMatch: Bool)] = []
        var from = 0
        for match in pattern.matches(in: stretch.scalars[...]) {
            if match.lowerBound > from { pieces.append((from..<match.lowerBound, inverted)) }
            pieces.append((match, !inverted))
            from = match.upperBound
        }
        if from < stretch.scalars.count { pieces.append((from..<stretch.scalars.count, inverted)) }
        let ranges: [Range<Int>] =
            switch keeping {
            case .removed: pieces.filter { !$0.isMatch }.map(\.range)
            case .isolated: pieces.map(\.range)
            case .withPrevious: joined(pieces) { $0.lowerBound..<$1.upperBound }
            case .withNext: joined(pieces.reversed()) { $1.lowerBound..<$0.upperBound }.reversed()
            }
        return ranges.map { stretch[$0] }
    }

    /// Each first match of a row joined to the piece before it, in the order given.
    private static func joined(
        _ pieces: [(range: Range<Int>, isMatch: Bool)], _ join: (Range<Int>, Range<Int>) -> Range<Int>
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var wasMatch = false
        for (range, isMatch) in pieces {
            if isMatch, !wasMatch, let last = ranges.popLast() {
                ranges.append(join(last, range))
            } else {
                ranges.append(range)
            }
            wasMatch = isMatch
        }
        return ranges
    }
}
