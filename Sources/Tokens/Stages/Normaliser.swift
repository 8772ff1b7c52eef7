/// What is done to a text before it is split: Hugging Face's `normalizer`.
indirect enum Normaliser: Sendable {
    case sequence([Normaliser])
    /// Scalar by scalar, without the rules of context (a final sigma).
    case lowercase
    case form(NormalForm)
    case strip(left: Bool, right: Bool)
    case replace(Pattern, [Unicode.Scalar])
    case prepend([Unicode.Scalar])
    case mapped(CharacterMap)

    /// By how much normalising may lengthen a text; NFKC's longest is 18. A row of replacements could multiply without end.
    private static let growth = 32

    func apply(_ stretch: inout Stretch) {
        guard !stretch.scalars.isEmpty else { return }
        switch self {
        case .sequence(let normalisers):
            let most = max(1 << 16, stretch.scalars.count * Self.growth)
            for normaliser in normalisers {
                normaliser.apply(&stretch)
                if stretch.scalars.count > most { stretch.scalars.removeLast(stretch.scalars.count - most) }
            }
        case .lowercase: Self.lowercase(&stretch.scalars)
        case .form(let form): stretch.scalars = form.apply(stretch.scalars)
        case .strip(let left, let right): Self.strip(&stretch, left: left, right: right)
        case .replace(let pattern, let content): Self.replace(&stretch, pattern, content)
        case .prepend(let content): stretch.scalars.insert(contentsOf: content, at: 0)
        case .mapped(let map): map.apply(&stretch)
        }
    }

    private static func lowercase(_ scalars: inout [Unicode.Scalar]) {
        var lower: [Unicode.Scalar] = []
        lower.reserveCapacity(scalars.count)
        for scalar in scalars {
            if scalar.isASCII {
                let isUpper = ("A"..."Z").contains(scalar)
                lower.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
            } else {
                lower.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        scalars = lower
    }

    private static func strip(_ stretch: inout Stretch, left: Bool, right: Bool) {
        if right {
            let kept = stretch.scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? 0
            stretch.scalars.removeLast(stretch.scalars.count - kept)
        }
        if left {
            let first = stretch.scalars.firstIndex { !$0.properties.isWhitespace } ?? stretch.scalars.count
            if first > 0 { stretch.isFirst = false }
            stretch.scalars.removeFirst(first)
        }
    }

    private static func replace(_ stretch: inout Stretch, _ pattern: Pattern, _ content: [Unicode.Scalar]) {
        let matches = pattern.matches(in: stretch.scalars[...])
        guard let first = matches.first else { return }
        // What stands for several characters stands for the last of them.
        if first.lowerBound == 0, content.isEmpty || first.count > 1 { stretch.isFirst = false }
        var replaced: [Unicode.Scalar] = []
        replaced.reserveCapacity(stretch.scalars.count)
        var from = 0
        for match in matches {
            replaced += stretch.scalars[from..<match.lowerBound]
            replaced += content
            from = match.upperBound
        }
        replaced += stretch.scalars[from...]
        stretch.scalars = replaced
    }
}
