import Testing

@testable import DemoCatalog

struct DiceTests {
    /// The first outputs for seed 0 are those of the published SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    @Test("the sequence is SplitMix64's")
    func sequence() {
        var dice = Dice(seed: 0)
        #expect(dice.next() == 0xE220_A839_7B1D_CDAF)
        #expect(dice.next() == 0x6E78_9E6A_A1B9_65F4)
    }

    @Test("whole numbers reach both ends of their range and nothing beyond")
    func whole() {
        var dice = Dice(seed: 1)
        let thrown = Set((0..<200).map { _ in dice.whole(2...5) })
        #expect(thrown == [2, 3, 4, 5])
    }

    @Test("weights are heeded within three standard deviations")
    func weighted() {
        var dice = Dice(seed: 2)
        var counts = [0, 0, 0]
        for _ in 0..<4_000 { counts[dice.weighted([1, 0, 3])] += 1 }
        #expect(counts[1] == 0)
        // The standard deviation of 4,000 throws at a quarter is 27.
        #expect(abs(counts[0] - 1_000) < 82)
    }

    @Test("a shuffle keeps every item and moves most")
    func shuffled() {
        var dice = Dice(seed: 3)
        let items = Array(0..<100)
        let shuffled = dice.shuffled(items)
        #expect(shuffled.sorted() == items)
        #expect(zip(items, shuffled).count { $0 == $1 } < 10)
    }
}
