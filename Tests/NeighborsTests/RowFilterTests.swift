import Neighbors
import Testing

@Suite struct RowFilterTests {
    @Test(arguments: [0, 1, 63, 64, 65, 128])
    func wordsAreRowsAndWhatIsBeyondThemIsPutOut(count: Int) {
        let words = [UInt64](repeating: .max, count: (count + 63) / 64)
        #expect(RowFilter(count: count, words: words) == .all(count))
    }
}
