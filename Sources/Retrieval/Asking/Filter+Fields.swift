import Records

extension Filter {
    /// The filter without those of its conditions, joined by `and` at its top, that are on one field alone: what is left
    /// when another value of the field is chosen. Nil where nothing is left.
    func without(_ field: String) -> Filter? { without(key: Self.key(field)) }

    private func without(key: String) -> Filter? {
        guard case .and(let a, let b) = self else { return keys == [key] ? nil : self }
        switch (a.without(key: key), b.without(key: key)) {
        case (let a?, let b?): return .and(a, b)
        case (let a, let b): return a ?? b
        }
    }

    /// The fields that it asks for.
    private var keys: Set<String> {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.keys.union(b.keys)
        case .not(let a): a.keys
        case .compare(let field, _, _), .among(let field, _): [Self.key(field)]
        }
    }

    /// One name for the names of a field: an attribute has two, unless a field of products has the shorter one.
    static func key(_ field: String) -> String {
        let (name, prefix) = (field.lowercased(), "attribute.")
        let short = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        return Product.filterFields.contains(short) ? name : short
    }
}
