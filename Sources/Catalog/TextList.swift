/// A list of texts in one column: each on its own line, with `\` and newlines escaped.
enum TextList {
    static func packed(_ texts: some Sequence<String>) -> String {
        texts.reduce(into: "") { packed, text in
            let plain = !text.utf8.contains { $0 == 0x5C || $0 == 0x0A }
            packed += plain ? text : text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
            packed += "\n"
        }
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
