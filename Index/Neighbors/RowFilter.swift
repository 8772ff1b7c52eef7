/// A set of an index's rows, a bit each.
public struct RowFilter: Hashable, Sendable {
    /// How many rows the index has.
    public let count: Int
    /// 64 rows a word, the first in the lowest bit.
    public private(set) var words: [UInt64]

    /// - Parameter words: 64 rows a word, the first in the lowest bit; what is set beyond the rows is put out.
    public init(count: Int, words: [UInt64]) {
        precondition(words.count == (count + 63) / 64, "\(words.count) words of 64 rows for \(count) rows")
        (self.count, self.words) = (count, words)
        if count & 63 != 0 { self.words[count >> 6] &= (1 << UInt64(count & 63)) - 1 }
    }

    public init(count: Int, rows: some Sequence<Int> = []) {
        self.count = count
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for row in rows { insert(row) }
    }

    /// Every row.
    public static func all(_ count: Int) -> RowFilter {
        var filter = RowFilter(count: count)
        for at in filter.words.indices { filter.words[at] = .max }
        if count & 63 != 0 { filter.words[count >> 6] = (1 << UInt64(count & 63)) - 1 }
        return filter
    }

    public mutating func insert(_ row: Int) {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    public mutating func remove(_ row: Int) {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        words[row >> 6] &= ~(1 << UInt64(row & 63))
    }

    public func contains(_ row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    /// How many rows are in it.
    public var size: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The rows in it, ascending.
    public var rows: [Int] {
        var rows: [Int] = []
        for (at, word) in words.enumerated() {
            var left = word
            while left != 0 {
                rows.append(at << 6 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
        return rows
    }

    /// The first rows alone; a filter over fewer holds none of the others.
    public func prefix(_ count: Int) -> RowFilter {
        guard count != self.count else { return self }
        var result = RowFilter(count: count)
        let shared = min(words.count, result.words.count)
        result.words.replaceSubrange(0..<shared, with: words[..<shared])
        if count < self.count, count & 63 != 0 { result.words[shared - 1] &= (1 << UInt64(count & 63)) - 1 }
        return result
    }

    public func intersection(_ other: RowFilter) -> RowFilter {
        precondition(count == other.count, "filters over one index")
        var result = self
        for at in words.indices { result.words[at] &= other.words[at] }
        return result
    }
}
