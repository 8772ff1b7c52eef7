public import Records

/// Which product each row of a snapshot is, in memory or mapped from a file; no text is held until it is asked for.
public struct ProductList: Sendable {
    private let bytes: SectionedBytes
    /// Where each id begins among the bytes, and where the last ends: (count + 1).
    private let offsets: SectionNumbers<UInt64>
    private let utf8: SectionNumbers<UInt8>
    /// (count): the rows by the bytes of their ids, those of one product ascending.
    private let order: SectionNumbers<Int32>

    static let kind = SectionedBytes.Kind(name: "SSPRODS\n", version: 1)

    /// Maps a file that `write` wrote. That each id is one, and that no row is missing from the order, is looked at.
    ///
    /// - Throws: `RetrievalError.damagedSnapshot`, which names the file and what is wrong with it.
    public init(mapping path: String) throws(RetrievalError) {
        try self.init(SectionedBytes(Self.kind, mapping: path))
        try checkTexts()
        try checkOrder()
    }

    init(_ bytes: SectionedBytes) throws(RetrievalError) {
        self.bytes = bytes
        offsets = try bytes.numbers(0, "offsets")
        utf8 = try bytes.numbers(1, "ids")
        guard offsets.count > 0, offsets.count <= Int(Int32.max), offsets.cut(utf8.count, into: offsets.count - 1)
        else {
            throw bytes.fault("its offsets do not lie within its ids")
        }
        order = try bytes.numbers(2, "the order", count: offsets.count - 1)
    }

    /// How many rows there are.
    public var count: Int { order.count }

    /// Writes the file that `init(mapping:)` opens; it appears whole or not at all.
    ///
    /// - Throws: `RetrievalError.unwritable`.
    public func write(to path: String) throws(RetrievalError) { try bytes.write(to: path) }

    /// The product of a row.
    public subscript(row: Int) -> ProductID {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        let text = withTexts { offsets, utf8 in String(decoding: Self.text(Int32(row), offsets, utf8), as: UTF8.self) }
        guard let product = ProductID(text) else { preconditionFailure("the id of row \(row) was held for one") }
        return product
    }

    /// The row of a product, the last where there are several; nil where there is none.
    public func row(of product: ProductID) -> Int? {
        var text = product.text
        return text.withUTF8 { wanted in
            withTexts { offsets, utf8 in
                order.withNumbers { order in
                    func compare(_ at: Int) -> Int {
                        ByteOrder.compare(Self.text(order[at], offsets, utf8), UnsafeRawBufferPointer(wanted))
                    }
                    // The first place behind all that are not greater.
                    var (low, high) = (0, order.count)
                    while low < high {
                        let middle = (low + high) / 2
                        if compare(middle) <= 0 { low = middle + 1 } else { high = middle }
                    }
                    return low > 0 && compare(low - 1) == 0 ? Int(order[low - 1]) : nil
                }
            }
        }
    }

    private func withTexts<Result>(_ body: (UnsafeBufferPointer<UInt64>, UnsafeRawBufferPointer) -> Result) -> Result {
        offsets.withNumbers { offsets in utf8.withNumbers { body(offsets, UnsafeRawBufferPointer($0)) } }
    }
}

extension ProductList {
    @inline(__always)
    static func text(
        _ row: Int32, _ offsets: UnsafeBufferPointer<UInt64>, _ utf8: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: utf8[Int(offsets[Int(row)])..<Int(offsets[Int(row) + 1])])
    }

    /// The first bytes of an id as a number that is ordered as they are.
    static func key(_ row: Int32, _ offsets: UnsafeBufferPointer<UInt64>, _ utf8: UnsafeRawBufferPointer) -> UInt64 {
        let text = text(row, offsets, utf8)
        return text.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * Swift.max(0, 8 - text.count))
    }

    /// An id has 1 to 128 bytes of UTF-8 without control characters.
    private func checkTexts() throws(RetrievalError) {
        let (whole, cut) = withTexts { offsets, utf8 in
            var (control, cut) = (false, false)
            for byte in utf8 { control = control || byte < 0x20 || byte == 0x7F }
            for row in 0..<(offsets.count - 1) {
                let length = offsets[row + 1] - offsets[row]
                // A text that begins within a character would be another one.
                cut = cut || length < 1 || length > 128 || utf8[Int(offsets[row])] & 0xC0 == 0x80
            }
            return (!control && String(validating: utf8, as: UTF8.self) != nil, cut)
        }
        guard whole else { throw bytes.fault("its ids are not all text") }
        guard !cut else { throw bytes.fault("an id has no bytes, too many, or a part of a character") }
    }

    private func checkOrder() throws(RetrievalError) {
        var seen = RowWords.none(count)
        guard order.lie(within: 0..<Int32(count)) else { throw bytes.fault("its order names rows beyond its \(count)") }
        order.withNumbers { order in for row in order { seen[Int(row) >> 6] |= 1 << UInt64(row & 63) } }
        guard seen.reduce(0, { $0 + $1.nonzeroBitCount }) == count else { throw bytes.fault("its order repeats rows") }
    }
}
