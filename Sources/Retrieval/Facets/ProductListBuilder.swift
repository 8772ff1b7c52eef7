public import Records

/// Gathers the products of a snapshot's rows.
public struct ProductListBuilder {
    private var offsets: [UInt64] = [0]
    private var utf8: [UInt8] = []

    public init() {}

    /// How many rows there are so far.
    public var count: Int { offsets.count - 1 }

    /// Adds the next row.
    public mutating func append(_ product: ProductID) {
        precondition(count < Int(Int32.max), "a snapshot has at most 2^31 - 1 rows")
        utf8.append(contentsOf: product.text.utf8)
        offsets.append(UInt64(utf8.count))
    }

    /// The list of all rows, sorted once for `row(of:)`.
    public consuming func finish() throws(RetrievalError) -> ProductList {
        let order = sorted()
        return try ProductList(SectionedBytes(ProductList.kind, [.words(offsets), .bytes(utf8), .codes(order)]))
    }

    /// The rows by their products' bytes; those of one product ascending.
    private func sorted() -> [Int32] {
        offsets.withUnsafeBufferPointer { offsets in
            utf8.withUnsafeBytes { utf8 in
                var order = (0..<Int32(count)).map { (key: ProductList.key($0, offsets, utf8), row: $0) }
                order.sort { a, b in
                    if a.key != b.key { return a.key < b.key }
                    let order = ByteOrder.compare(
                        ProductList.text(a.row, offsets, utf8), ProductList.text(b.row, offsets, utf8))
                    return order == 0 ? a.row < b.row : order < 0
                }
                return order.map(\.row)
            }
        }
    }
}
