import Neighbors
import Records

/// How many products have each value of a field, gathered from columns and from products one by one.
struct FacetTally {
    private let field: String
    private let isPrice: Bool
    /// By the value as filters compare it: in the spelling that came first.
    private var values: [String: (value: String, count: Int)] = [:]
    private var prices = [Int](repeating: 0, count: PriceRanges.starts.count)

    /// - Parameter field: As in a filter.
    init(_ field: String) {
        self.field = field
        isPrice = field.lowercased() == "price"
    }

    /// Counts some rows of columns.
    ///
    /// - Parameter limit: How many values are looked at, the most frequent first.
    mutating func add(_ columns: FacetColumns, among rows: RowFilter, limit: Int = .max) {
        if isPrice {
            columns.forEachPrice(among: rows) { count(price: $0) }
        } else {
            for (value, count) in columns.counts(of: field, among: rows, limit: limit) { self.count(value, count) }
        }
    }

    mutating func add(_ product: Product) {
        if isPrice {
            if let price = product.price { count(price: price.amount) }
            return
        }
        // A value twice is a value once, as in columns.
        var seen = Set<String>()
        for case .text(let value) in product.values(of: field) where seen.insert(value.lowercased()).inserted {
            count(value, 1)
        }
    }

    private mutating func count(_ value: String, _ more: Int) {
        values[value.lowercased(), default: (value, 0)].count += more
    }

    private mutating func count(price: Double) {
        if let place = PriceRanges.place(of: price) { prices[place] += 1 }
    }

    /// The most frequent, then by value; ranges of prices by their amounts.
    func top(_ limit: Int) -> [FacetValue] {
        if isPrice { return PriceRanges.values(prices, limit: limit) }
        return values.values.sorted { ($1.count, $0.value) < ($0.count, $1.value) }.prefix(limit)
            .map { FacetValue($0.value, $0.count) }
    }
}
