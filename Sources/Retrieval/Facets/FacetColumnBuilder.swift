/// Gathers the values that products have in one field of texts, row by row.
struct FacetColumnBuilder {
    private let name: String
    private var values = TextValuesBuilder()
    /// The rows that have values, ascending, and for each the place of its value, or -1 - b for the bundle b.
    private var rows: [Int32] = []
    private var places: [Int32] = []
    private var bundles: [[Int32]: Int32] = [:]
    private var bundleOffsets: [UInt64] = [0]
    private var bundleCodes: [Int32] = []

    init(_ name: String) { self.name = name }

    /// Gives a row a value, beside those it has; later rows come later.
    mutating func append(_ text: String, to row: Int) {
        let place = Int32(values.place(of: text))
        if rows.last == Int32(row) {
            append([place], to: row)
        } else {
            rows.append(Int32(row))
            places.append(place)
        }
    }

    /// Gives a row several values at once, which is cheaper than one by one.
    mutating func append(all texts: [String], to row: Int) {
        if !texts.isEmpty { append(texts.map { Int32(values.place(of: $0)) }, to: row) }
    }

    private mutating func append(_ more: [Int32], to row: Int) {
        var bundle: [Int32] = []
        if rows.last == Int32(row) {
            bundle = self.bundle(places.removeLast())
        } else {
            rows.append(Int32(row))
        }
        // A value twice is a value once: so it is counted once too.
        for place in more where !bundle.contains(place) { bundle.append(place) }
        places.append(bundle.count == 1 ? bundle[0] : -1 - code(of: bundle))
    }

    private func bundle(_ place: Int32) -> [Int32] {
        guard place < 0 else { return [place] }
        let at = Int(-1 - place)
        return Array(bundleCodes[Int(bundleOffsets[at])..<Int(bundleOffsets[at + 1])])
    }

    private mutating func code(of bundle: [Int32]) -> Int32 {
        if let known = bundles[bundle] { return known }
        let code = Int32(bundles.count)
        bundles[bundle] = code
        bundleCodes += bundle
        bundleOffsets.append(UInt64(bundleCodes.count))
        return code
    }

    /// What `FacetColumn` opens, and the mark of its layout.
    func sections(rowCount: Int) -> (mark: FacetColumn.LayoutMark, sections: [Section]) {
        let codes = places.map { $0 >= 0 ? 1 + $0 : Int32(values.count) - $0 }
        let head = [.bytes(Array(name.utf8))] + values.sections + [.words(bundleOffsets), .codes(bundleCodes)]
        // Two numbers for each row that has values, or one for every row, whichever is less.
        if 2 * rows.count < rowCount { return (.sparse, head + [.codes(codes), .codes(rows)]) }
        var dense = [Int32](repeating: 0, count: rowCount)
        for (row, code) in zip(rows, codes) { dense[Int(row)] = code }
        return (.dense, head + [.codes(dense), .codes([])])
    }
}
