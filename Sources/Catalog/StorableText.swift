/// Texts without NUL characters, which end a text in SQLite: two that differ behind one would be stored as the same.
enum StorableText {
    static func hasNUL(_ text: String) -> Bool { text.utf8.contains(0) }

    /// The text with U+FFFD in the place of each NUL.
    static func of(_ text: String) -> String {
        hasNUL(text)
            ? String(decoding: text.utf8.flatMap { $0 == 0 ? Array("\u{FFFD}".utf8) : [$0] }, as: UTF8.self) : text
    }
}
