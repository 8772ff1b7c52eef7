public import Records

/// Gathers what filters see of the products of a snapshot, row by row.
///
/// It holds about as much memory as the columns will, twice for a moment at the end: no product is kept.
public struct FacetColumnsBuilder {
    /// How many rows there are so far.
    public private(set) var count = 0
    private var alive: [UInt64] = []
    private var prices: [Double] = []
    private var ids = TextValuesBuilder()
    private var titles = TextValuesBuilder()
    private var named = FacetColumns.codedFields.map { FacetColumnBuilder($0) }
    private var attributes: [FacetColumnBuilder] = []
    /// The columns of attributes by their names, lowercased and as shops write them.
    private var places: [String: Int] = [:]

    public init() {}

    /// Adds the next row.
    ///
    /// - Parameter product: What the row is of; where nil, the row is dead, and satisfies no filter at all, be it `not` or
    ///   `!=`.
    public mutating func append(_ product: Product?) {
        precondition(count < Int(Int32.max), "a snapshot has at most 2^31 - 1 rows")
        if count & 63 == 0 { alive.append(0) }
        alive[count >> 6] |= (product == nil ? 0 : 1) << UInt64(count & 63)
        // NaN is equal to nothing, less and greater than nothing: so is what is missing.
        prices.append(product?.price?.amount ?? .nan)
        ids.append(product?.id.text ?? "")
        titles.append(product?.title ?? "")
        if let product {
            named[0].append(all: product.category, to: count)
            for (at, text) in [product.brand, product.seller, product.price?.currency].enumerated() {
                if let text { named[1 + at].append(text, to: count) }
            }
            append(product.attributes)
        }
        count += 1
    }

    private mutating func append(_ attributes: [String: String]) {
        for (name, value) in attributes { self.attributes[place(of: name)].append(value, to: count) }
    }

    private mutating func place(of name: String) -> Int {
        if let known = places[name] { return known }
        let lowercased = name.lowercased()
        let place = places[lowercased] ?? attributes.count
        if place == attributes.count { attributes.append(FacetColumnBuilder(lowercased)) }
        (places[name], places[lowercased]) = (place, place)
        return place
    }

    /// The columns of all rows.
    public consuming func finish() throws(RetrievalError) -> FacetColumns {
        let nothing: [Section] = [.words([0]), .codes([]), .codes([]), .codes([])]
        var marks = [FacetColumn.LayoutMark.own, .own]
        var sections = [.bytes(Array("id".utf8))] + ids.sections + nothing
        sections += [.bytes(Array("title".utf8))] + titles.sections + nothing
        for column in named + attributes {
            let (mark, parts) = column.sections(rowCount: count)
            marks.append(mark)
            sections += parts
        }
        let head: [Section] = [
            .words([UInt64(count)]), .words(marks.map(\.rawValue)), .words(alive), .amounts(prices),
        ]
        return try FacetColumns(SectionedBytes(FacetColumns.kind, head + sections))
    }
}
