/// Text from a file made fit to be kept: no control characters, no white space at the ends.
enum CleanText {
    /// For what stands on one line: newlines become spaces.
    static func line(_ text: String) -> String { clean(text, keepingNewlines: false) }

    /// For a description: newlines stay.
    static func block(_ text: String) -> String { clean(text, keepingNewlines: true) }

    private static func clean(_ text: String, keepingNewlines: Bool) -> String {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return text }
        // The common case: nothing to do, nothing copied. Non-ASCII ends may be white space too.
        let plain = 0x21...0x7E
        if plain.contains(Int(first)), plain.contains(Int(last)), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
            return text
        }
        let scalars = text.unicodeScalars.map { scalar -> Character in
            let isNewline = scalar == "\n" && keepingNewlines
            return scalar.properties.generalCategory == .control && !isNewline ? " " : Character(scalar)
        }
        var rest = scalars[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
