import Intake

/// Which columns of a truth file hold what: by their own names, by those that published data sets have, or as mapped.
struct TruthColumns {
    enum Field: String, CaseIterable {
        case trigger, offer, label, query, product, grade
    }

    /// Whether the file grades products for words; else it labels pairs of products.
    let isJudgements: Bool
    private let columns: [Field: String]

    /// Those of the paper's published pairs (Chen et al., WWW 2023) and of relevance judgements among them.
    private static let known: [Field: [String]] = [
        .trigger: ["trigger", "trigger_id", "a"], .offer: ["offer", "offer_id", "recall_id", "b"], .label: ["label"],
        .query: ["query", "search_term", "search_query"],
        .product: ["product", "product_id", "product_uid"], .grade: ["grade", "relevance"],
    ]
    private static let ofPairs: Set<Field> = [.trigger, .offer, .label]
    private static let ofJudgements: Set<Field> = [.query, .product, .grade]

    /// - Parameter present: The columns of `file`.
    init(_ present: [String], _ mapping: ColumnMapping, file: String) throws {
        let byName = Dictionary(present.map { (Self.plain($0), $0) }, uniquingKeysWith: { first, _ in first })
        var found: [Field: String] = [:]
        for (field, names) in Self.known { found[field] = names.lazy.compactMap { byName[$0] }.first }
        var mapped: Set<Field> = []
        for entry in mapping.entries {
            guard let field = Field(rawValue: entry.field) else {
                throw IntakeError.unknownField(field: entry.field, known: Field.allCases.map(\.rawValue))
            }
            guard present.contains(entry.column) else {
                throw IntakeError.noSuchColumn(field: entry.field, column: entry.column, columns: present)
            }
            found[field] = entry.column
            mapped.insert(field)
        }
        // What was mapped says which kind it is, where the columns would do for both.
        let has = Set(found.keys)
        isJudgements = has.isSuperset(of: Self.ofJudgements) && mapped.isDisjoint(with: Self.ofPairs)
        guard isJudgements || has.isSuperset(of: Self.ofPairs) else {
            throw ProgramError.badInput(
                file: file,
                reason: "its columns are neither trigger, offer, label nor query, product, grade; "
                    + "name others with --map, as in --map grade=score. It has \(present.joined(separator: ", "))")
        }
        columns = found
    }

    /// The column of a field, for rows and for messages.
    subscript(field: Field) -> String { columns[field] ?? field.rawValue }

    /// A column's name for comparing: lower case, `_` for spaces and hyphens.
    private static func plain(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    }
}
