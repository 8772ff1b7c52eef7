/// Which column of a file holds which field, as the user said; it goes before what a preset knows.
///
/// A field may be mapped many times where it can have many values: `image` (many pictures), `category` (the steps of
/// its path), `session` (parts that name a session together); else its first column with a value counts.
public struct ColumnMapping: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var field: String
        public var column: String
    }

    public var entries: [Entry]

    public init() { entries = [] }

    /// - Parameter texts: Each `field=column`.
    public init(_ texts: [String]) throws(IntakeError) {
        entries = []
        for text in texts {
            guard let equals = text.firstIndex(of: "=") else { throw .badMapping(text: text) }
            let field = text[..<equals].filter { !$0.isWhitespace }
            let column = String(text[text.index(after: equals)...])
            guard !field.isEmpty, !column.isEmpty else { throw .badMapping(text: text) }
            entries.append(Entry(field: field, column: column))
        }
    }
}
