/// A text by its very bytes: to `String` an accented letter and a letter with its accent behind are equal, to a
/// vocabulary they are two entries.
struct Spelling: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (a: Spelling, b: Spelling) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
