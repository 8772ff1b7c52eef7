@testable import Neighbors
import Testing

@Suite struct RowFilterTests {
    @Test(arguments: [0, 1, 63, 64, 65, 128])
    func wordsAreRowsAndWhatIsBeyondThemIsPutOut(count: Int) {
        let words = [UInt64](repeating: .max, count: (count + 63) / 64)
        #expect(RowFilter(count: count, words: words) == .all(count))
    }

    @Test func rowsGoInAndOut() {
        var filter = RowFilter(count: 130, rows: [0, 63, 64, 129])
        #expect(filter.rows == [0, 63, 64, 129] && filter.size == 4)
        filter.remove(64)
        #expect(!filter.contains(64) && filter.contains(129))
        #expect(RowFilter.all(130).size == 130)
        #expect(filter.intersection(RowFilter(count: 130, rows: [63, 5])).rows == [63])
    }

    @Test(arguments: [0, 1, 63, 64, 65, 200, 1000])
    func partsHoldEachRowOnceAndAboutAsMany(count: Int) {
        for every in [1, 3, 70] {
            let filter = RowFilter(count: count, rows: stride(from: 0, to: count, by: every))
            for parts in [1, 2, 7] {
                let bounds = filter.bounds(of: parts)
                #expect(bounds.count == parts + 1 && bounds.first == 0 && bounds.last == count)
                var seen: [Int] = []
                for part in 0..<parts {
                    let found = Self.filled(filter, bounds[part], to: bounds[part + 1])
                    #expect(found.count <= filter.size / parts + 64)
                    seen += found
                }
                #expect(seen == filter.rows)
            }
        }
    }

    /// The rows of a part, five at a time.
    private static func filled(_ filter: RowFilter, _ from: Int, to end: Int) -> [Int] {
        let places = UnsafeMutablePointer<UInt32>.allocate(capacity: 5)
        defer { places.deallocate() }
        var (next, rows) = (from, [Int]())
        while next < end {
            let found = filter.fill(places, 5, from: &next, to: end)
            rows += (0..<found).map { Int(places[$0]) }
        }
        return rows
    }
}
