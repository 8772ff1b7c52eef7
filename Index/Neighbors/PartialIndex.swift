/// An index of some rows alone, searched under the numbers that they have among all: not every product has a picture.
///
/// A row that is left out is not kept anywhere: a row of zeros in its place would be a neighbour of everything in a graph.
public struct PartialIndex: FrozenIndex {
    private let inner: any FrozenIndex
    /// Which rows are there.
    public let present: RowFilter
    /// The numbers of the rows that are there, ascending.
    private let rows: [Int32]
    /// How many are there before each word of `present`.
    private let before: [Int32]

    /// - Parameter inner: A row for each one of `present`, in their order.
    public init(_ inner: any FrozenIndex, _ present: RowFilter) {
        precondition(inner.count == present.size, "a row of the index for each that is there")
        (self.inner, self.present) = (inner, present)
        rows = present.rows.map { Int32($0) }
        var (before, sum): ([Int32], Int32) = ([], 0)
        for word in present.words {
            before.append(sum)
            sum += Int32(word.nonzeroBitCount)
        }
        self.before = before
    }

    /// The inner index itself where all rows are there.
    public static func covering(_ present: RowFilter, by inner: any FrozenIndex) -> any FrozenIndex {
        present.size == present.count ? inner : PartialIndex(inner, present)
    }

    /// Of all rows.
    public var count: Int { present.count }
    public var dimension: Int { inner.dimension }
    /// What is searched.
    public var part: any FrozenIndex { inner }

    public func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]] {
        try check(queries, among: filter)
        return try inner.search(queries, limit: limit, among: filter.map(compacted)).map { found in
            found.map { Neighbor(row: Int(rows[$0.row]), score: $0.score) }
        }
    }

    /// The filter over the rows of the inner index.
    private func compacted(_ filter: RowFilter) -> RowFilter {
        var result = RowFilter(count: inner.count)
        for (at, word) in filter.words.enumerated() {
            let there = present.words[at]
            var left = word & there
            while left != 0 {
                let below: UInt64 = (1 << UInt64(left.trailingZeroBitCount)) - 1
                result.insert(Int(before[at]) + (there & below).nonzeroBitCount)
                left &= left - 1
            }
        }
        return result
    }

    /// Zeros for a row that is left out.
    public func vector(_ row: Int) -> [Float] {
        guard present.contains(row) else { return [Float](repeating: 0, count: dimension) }
        return inner.vector(place(row))
    }

    /// Zero for a row that is left out.
    public func innerProduct(with vector: [Float], _ row: Int) -> Float {
        present.contains(row) ? inner.innerProduct(with: vector, place(row)) : 0
    }

    /// The number of a row that is there in the inner index.
    private func place(_ row: Int) -> Int {
        let below = present.words[row >> 6] & ((1 << UInt64(row & 63)) - 1)
        return Int(before[row >> 6]) + below.nonzeroBitCount
    }

    public var summary: IndexSummary { inner.summary }
    public var counts: SearchCounts { inner.counts }

    /// Writes the inner index: which rows it holds is kept by whoever knows them.
    public func write(to path: String) throws(NeighborError) { try inner.write(to: path) }
}
