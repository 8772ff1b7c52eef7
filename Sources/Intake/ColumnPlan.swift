import Tables

/// Field by field, the columns of one file.
struct ColumnPlan: Sendable {
    private let columns: [String: [String]]
    /// The attributes with a column of their own: name, columns.
    private let attributes: [(name: String, columns: [String])]
    /// Whether any column `attribute.NAME` gives the attribute NAME: a JSON row may have one that no other has.
    private let takesAttributes: Bool

    static let attributePrefix = "attribute."

    /// - Parameters:
    ///   - fields: The fields there are; `attribute.NAME` too where `takesAttributes`.
    ///   - present: The columns of the file.
    ///   - openEnded: A field without a column may still come in a later row under its own name (JSONL).
    init(
        fields: [String], takesAttributes: Bool, known: [String: KnownColumns], mapping: ColumnMapping,
        present: [String], openEnded: Bool
    ) throws(IntakeError) {
        var chosen: [String: [String]] = [:]
        for entry in mapping.entries {
            let isAttribute =
                takesAttributes && entry.field.hasPrefix(Self.attributePrefix)
                && entry.field.utf8.count > Self.attributePrefix.utf8.count
            guard fields.contains(entry.field) || isAttribute else {
                let all = fields + (takesAttributes ? ["attribute.NAME"] : [])
                throw .unknownField(field: entry.field, known: all)
            }
            guard present.contains(entry.column) else {
                throw .noSuchColumn(field: entry.field, column: entry.column, columns: present)
            }
            chosen[entry.field, default: []].append(entry.column)
        }
        let byName = Dictionary(present.map { (Self.plain($0), $0) }, uniquingKeysWith: { first, _ in first })
        for (field, known) in known where chosen[field] == nil {
            switch known {
            case .first(let names): chosen[field] = names.lazy.compactMap { byName[$0] }.first.map { [$0] }
            case .all(let names): chosen[field] = names.compactMap { byName[$0] }
            }
        }
        if openEnded { for field in fields where chosen[field, default: []].isEmpty { chosen[field] = [field] } }
        columns = chosen.filter { !$0.value.isEmpty }
        attributes =
            columns
            .filter { $0.key.hasPrefix(Self.attributePrefix) }
            .map { (String($0.key.dropFirst(Self.attributePrefix.count)), $0.value) }
            .sorted { $0.0 < $1.0 }
        self.takesAttributes = takesAttributes
    }

    /// A column's name for comparing: lower case, `_` for spaces and hyphens.
    private static func plain(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    }

    func has(_ field: String) -> Bool { columns[field] != nil }

    /// Every value of `field` in `row` that is not empty, column by column.
    func texts(_ field: String, _ row: Row) -> [String] {
        guard let columns = columns[field] else { return [] }
        return columns.flatMap { row.all($0) }.map(CleanText.line).filter { !$0.isEmpty }
    }

    /// The first value of `field` in `row` that is not empty.
    func text(_ field: String, _ row: Row, clean: (String) -> String = CleanText.line) -> String? {
        guard let columns = columns[field] else { return nil }
        for column in columns {
            guard let value = row[column] else { continue }
            let text = clean(value)
            if !text.isEmpty { return text }
        }
        return nil
    }

    /// The attributes of `row` by name.
    func attributes(_ row: Row) -> [String: String] {
        var found: [String: String] = [:]
        func add(_ name: String, _ columns: [String]) {
            let value = columns.flatMap { row.all($0) }.map(CleanText.line).filter { !$0.isEmpty }
            if !value.isEmpty, found[name] == nil { found[name] = value.joined(separator: ", ") }
        }
        for (name, columns) in attributes { add(name, columns) }
        if takesAttributes {
            for column in row.columns where column.hasPrefix(Self.attributePrefix) {
                let name = CleanText.line(String(column.dropFirst(Self.attributePrefix.count)))
                if !name.isEmpty { add(name, [column]) }
            }
        }
        return found
    }
}
