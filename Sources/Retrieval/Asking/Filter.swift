public import Records

/// A condition on products, as in `category = "Shoes" and price < 50 and color in ("red", "blue")`.
///
/// Fields: id, title, category (any level of the path), brand, seller, price, currency; any other name is an attribute.
/// Words are compared without regard to case. A product that lacks a field satisfies `!=` and `not` alone. The style
/// label is no field: it is the truth that search is measured by.
public indirect enum Filter: Hashable, Sendable {
    case and(Filter, Filter)
    case or(Filter, Filter)
    case not(Filter)
    case compare(field: String, Comparison, Value)
    case among(field: String, [Value])

    public enum Comparison: String, Sendable {
        case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    }

    public enum Value: Hashable, Sendable {
        case text(String)
        case number(Double)
    }

    /// Whether a product satisfies the condition.
    public func holds(for product: Product) -> Bool {
        switch self {
        case .and(let a, let b): a.holds(for: product) && b.holds(for: product)
        case .or(let a, let b): a.holds(for: product) || b.holds(for: product)
        case .not(let a): !a.holds(for: product)
        case .among(let field, let values):
            values.contains { Self.equals(product.values(of: field), $0) }
        case .compare(let field, let comparison, let value):
            Self.compares(product.values(of: field), comparison, value)
        }
    }

    private static func equals(_ found: [Value], _ value: Value) -> Bool {
        switch value {
        case .text(let text):
            found.contains { found in
                if case .number(let amount) = found { return amount == value.amount }
                return found.words == text.lowercased()
            }
        case .number(let number): found.contains { $0.amount == number }
        }
    }

    private static func compares(_ found: [Value], _ comparison: Comparison, _ value: Value) -> Bool {
        switch comparison {
        case .equal: return equals(found, value)
        case .notEqual: return !equals(found, value)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            guard let right = value.amount else { return false }
            return found.compactMap(\.amount).contains { left in
                switch comparison {
                case .less: left < right
                case .lessOrEqual: left <= right
                case .greater: left > right
                default: left >= right
                }
            }
        }
    }
}

extension Filter.Value {
    var words: String {
        switch self {
        case .text(let text): text.lowercased()
        case .number(let number): "\(number)"
        }
    }

    var amount: Double? {
        switch self {
        case .text(let text): Double(text)
        case .number(let number): number
        }
    }
}

extension Product {
    /// What products have besides attributes, as filters call it.
    static let filterFields = ["id", "title", "category", "brand", "seller", "price", "currency"]

    /// What a filter sees under the name of a field. `FacetColumns` says the same of a whole snapshot.
    func values(of field: String) -> [Filter.Value] {
        switch field.lowercased() {
        case "id": [.text(id.text)]
        case "title": [.text(title)]
        case "category": category.map { .text($0) }
        case "brand": brand.map { [.text($0)] } ?? []
        case "seller": seller.map { [.text($0)] } ?? []
        case "price": price.map { [.number($0.amount)] } ?? []
        case "currency": (price?.currency).map { [.text($0)] } ?? []
        case let name:
            attributes.filter { $0.key.lowercased() == name || "attribute.\($0.key.lowercased())" == name }
                .map { .text($0.value) }
        }
    }
}
