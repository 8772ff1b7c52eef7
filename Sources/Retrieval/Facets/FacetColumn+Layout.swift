extension FacetColumn {
    /// How a row's code is found.
    enum Layout: Sendable {
        /// Each row has a value of its own, the one at its place.
        case own
        /// A code for each row.
        case dense(SectionNumbers<Int32>)
        /// The rows that have values, ascending, and their codes: of a field that few products have.
        case sparse(rows: SectionNumbers<Int32>, codes: SectionNumbers<Int32>)
    }

    /// What marks the layouts in a file.
    enum LayoutMark: UInt64 { case own, dense, sparse }
}

extension FacetColumn.Layout {
    /// - Throws: `RetrievalError.damagedSnapshot` where the two sections from `section` on hold no such layout.
    init(
        _ bytes: SectionedBytes, from section: Int, of column: String, mark: UInt64, rowCount: Int, valueCount: Int,
        codeCount: Int
    ) throws(RetrievalError) {
        func codes(_ count: Int) throws(RetrievalError) -> SectionNumbers<Int32> {
            let found: SectionNumbers<Int32> = try bytes.numbers(section, "codes of \(column)", count: count)
            guard found.lie(within: 0..<Int32(codeCount)) else { throw bytes.fault("\(column) has codes of no value") }
            return found
        }
        switch FacetColumn.LayoutMark(rawValue: mark) {
        case .own:
            guard valueCount == rowCount else { throw bytes.fault("\(column) has not a value for each row") }
            self = .own
        case .dense: self = .dense(try codes(rowCount))
        case .sparse:
            let rows: SectionNumbers<Int32> = try bytes.numbers(section + 1, "rows of \(column)")
            guard rows.lie(within: 0..<Int32(rowCount)), rows.ascend(strictly: true) else {
                throw bytes.fault("the rows of \(column) are none of its \(rowCount)")
            }
            self = .sparse(rows: rows, codes: try codes(rows.count))
        case nil: throw bytes.fault("\(column) has the unknown layout \(mark)")
        }
    }
}
