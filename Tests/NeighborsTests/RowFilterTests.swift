import Neighbors
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
}
