/// A list of texts in one column: each on its own line, with `\` and newlines escaped.
enum TextList {
    static func packed(_ texts: some Sequence<String>) -> String {
        texts.reduce(into: "") { packed, text in
            packed += escaped(text)
            packed += "\n"
        }
    }

    /// Byte by byte: to Swift "\r\n" is one character, and so is a backslash with a mark over it.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A }) else { return text }
        let bytes = text.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x5C: [0x5C, 0x5C]
            case 0x0A: [0x5C, UInt8(ascii: "n")]
            default: [byte]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func texts(_ packed: String) -> [String] {
        packed.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map { line in
            guard line.contains(0x5C) else { return String(Substring(line)) }
            var text: [UInt8] = []
            var escaped = false
            for byte in line {
                switch (escaped, byte) {
                case (false, 0x5C): escaped = true
                case (true, UInt8(ascii: "n")): (text, escaped) = (text + [0x0A], false)
                default:
                    text.append(byte)
                    escaped = false
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
    }

    /// Names and values in turn, by name.
    static func packed(_ pairs: [String: String]) -> String {
        packed(pairs.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    }

    static func pairs(_ packed: String) -> [String: String] {
        let texts = texts(packed)
        var pairs: [String: String] = [:]
        for at in stride(from: 0, to: texts.count - 1, by: 2) { pairs[texts[at]] = texts[at + 1] }
        return pairs
    }
}
