import Testing

@testable import Retrieval

@Suite struct PriceRangesTests {
    @Test func everyAmountLiesInTheRangeThatItsBoundsSay() {
        for amount in [0, 0.004, 0.01, 0.99, 1, 1.99, 2, 4.99, 5, 9.999, 10, 49.5, 50, 1e6, 5e8, 1e12, 1e300] {
            let place = PriceRanges.place(of: amount) ?? -1
            var counts = [Int](repeating: 0, count: PriceRanges.starts.count)
            counts[place] = 3
            let value = PriceRanges.values(counts, limit: 20)[0]
            #expect(
                value.count == 3 && (value.from ?? .infinity) <= amount && amount < value.to ?? .infinity, "\(amount)")
        }
        for amount in [-1, -0.01, .nan, .infinity, -.infinity] { #expect(PriceRanges.place(of: amount) == nil) }
        #expect(PriceRanges.place(of: -0.0) == 0)
    }

    @Test func rangesAreNamedAsOneWritesThem() {
        let counts = [Int](repeating: 1, count: PriceRanges.starts.count)
        let names = PriceRanges.values(counts, limit: 100).map(\.value)
        #expect(names.prefix(5) == ["0-0.01", "0.01-0.02", "0.02-0.05", "0.05-0.1", "0.1-0.2"])
        #expect(names[7...10] == ["1-2", "2-5", "5-10", "10-20"] && names.last == "500000000 and more")
    }

    @Test func theMostFrequentAreGivenFromTheLowestOn() {
        var counts = [Int](repeating: 0, count: PriceRanges.starts.count)
        (counts[4], counts[9], counts[2], counts[20]) = (5, 7, 1, 6)
        #expect(PriceRanges.values(counts, limit: 3).map(\.count) == [5, 7, 6])
    }
}
