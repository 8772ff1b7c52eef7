/// Tokens that are found in a text whole, before anything is split: Hugging Face's `added_tokens`.
struct AddedTokens: Sendable {
    struct Token: Sendable {
        let text: String
        let id: Int32
        /// Only where no word goes on before or behind it.
        var isWord = false
        /// Takes the white space before, or behind it, with it.
        var stripsLeft = false, stripsRight = false
        /// Looked for in the normalised text; else in the text as it came.
        var isNormalised = false
    }

    enum Part {
        case token(Int32)
        case stretch(Stretch)
    }

    private let tokens: [Token]
    private var raw = ScalarTrie(), normalised = ScalarTrie()
    private let hasRaw, hasNormalised: Bool

    init(_ tokens: [Token], _ normaliser: Normaliser) {
        self.tokens = tokens
        hasRaw = tokens.contains { !$0.isNormalised }
        hasNormalised = tokens.contains(where: \.isNormalised)
        for (at, token) in tokens.enumerated() where !token.text.isEmpty {
            var stretch = Stretch(Array(token.text.unicodeScalars), isFirst: true)
            if token.isNormalised {
                normaliser.apply(&stretch)
                if !stretch.scalars.isEmpty { normalised.insert(stretch.scalars, Int32(at)) }
            } else {
                raw.insert(stretch.scalars, Int32(at))
            }
        }
    }

    /// The tokens of a text and the normalised stretches between them.
    func parts(of text: [Unicode.Scalar], _ normaliser: Normaliser) -> [Part] {
        let whole = Stretch(text, isFirst: true)
        let parts = hasRaw ? cut(whole, raw) : [.stretch(whole)]
        return parts.flatMap { part -> [Part] in
            guard case .stretch(var stretch) = part else { return [part] }
            normaliser.apply(&stretch)
            return hasNormalised ? cut(stretch, normalised) : [.stretch(stretch)]
        }
    }

    /// The longest tokens from the left.
    private func cut(_ stretch: Stretch, _ trie: ScalarTrie) -> [Part] {
        let text = stretch.scalars
        var parts: [Part] = []
        var (from, at) = (0, 0)
        while at < text.count {
            var found: (token: Int32, end: Int)?
            trie.forEach(in: text, from: at) { found = ($0, $1) }
            guard let found else {
                at += 1
                continue
            }
            let token = tokens[Int(found.token)]
            var (start, end) = (at, found.end)
            at = end
            if token.isWord {
                if start > 0, Self.word.contains(text[start - 1]) { continue }
                if end < text.count, Self.word.contains(text[end]) { continue }
            }
            if token.stripsLeft {
                while start > from, text[start - 1].properties.isWhitespace { start -= 1 }
            }
            if token.stripsRight {
                while end < text.count, text[end].properties.isWhitespace { end += 1 }
            }
            if from < start { parts.append(.stretch(stretch[from..<start])) }
            parts.append(.token(token.id))
            from = end
        }
        if from < text.count { parts.append(.stretch(stretch[from..<text.count])) }
        return parts
    }

    private static let word = ScalarSet([.word])
}
