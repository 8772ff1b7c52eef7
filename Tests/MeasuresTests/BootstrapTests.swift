import Foundation
import Measures
import Testing

@Suite struct BootstrapTests {
    /// A small source of numbers in 0..<1, the same in every run.
    private struct Source {
        var state: UInt64
        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(UInt64(1) << 53)
        }
    }

    /// Sixty styles of one to four listings; all listings of a style are found, or none.
    private static func drawn(_ source: inout Source, chance: Double) -> [(style: String, rank: Int?)] {
        (0..<60).flatMap { style in
            let found = source.next() < chance
            return (0..<(1 + Int(source.next() * 4))).map { _ in ("\(style)", found ? 1 : nil) }
        }
    }

    private static func scores(_ queries: [(style: String, rank: Int?)], grouped: Bool = true) -> RankingScores {
        queries.reduce(into: RankingScores()) { $0.add(firstRank: $1.rank, of: grouped ? $1.style : nil) }
    }

    @Test("of a hundred drawn catalogues about 95 in 100 have the truth within their interval")
    func coverage() {
        var (source, held, heldUngrouped) = (Source(state: 7), 0, 0)
        var bootstrap = Bootstrap()
        bootstrap.draws = 200
        let worlds = 100
        for world in 0..<worlds {
            bootstrap.seed = UInt64(world)
            let queries = Self.drawn(&source, chance: 0.6)
            let interval = MeasuredRanking(Self.scores(queries), bootstrap).recallInterval(at: 1)
            held += (interval.low...interval.high).contains(0.6) ? 1 : 0
            let alone = MeasuredRanking(Self.scores(queries, grouped: false), bootstrap).recallInterval(at: 1)
            heldUngrouped += (alone.low...alone.high).contains(0.6) ? 1 : 0
        }
        let share = Double(held) / Double(worlds)
        #expect((0.88...0.99).contains(share), "\(share)")
        // Taking listings of one style for independent promises too much.
        #expect(heldUngrouped < held - worlds / 20, "\(heldUngrouped) of \(held)")
    }

    @Test("the same seed gives the same interval, another seed nearly the same")
    func determinism() {
        var source = Source(state: 3)
        let scores = Self.scores(Self.drawn(&source, chance: 0.5))
        let one = MeasuredRanking(scores)
        #expect(one == MeasuredRanking(scores))
        let other = MeasuredRanking(scores, Bootstrap(seed: 99))
        #expect(one.mrrInterval != other.mrrInterval)
        #expect(abs(one.mrrInterval.low - other.mrrInterval.low) < 0.03)
        #expect(one.mrrInterval.low < one.mrr && one.mrr < one.mrrInterval.high)
        #expect(one.mrrInterval.high - one.mrrInterval.low > 0.1)
    }

    @Test("one query, or one style, says nothing of others: the interval is all there is")
    func oneAlone() {
        var scores = RankingScores()
        scores.add(firstRank: 1)
        #expect(MeasuredRanking(scores).recallInterval(at: 1) == Interval(0, 1))
        #expect(MeasuredRanking(RankingScores()).mrrInterval == Interval(0, 1))
        var style = RankingScores()
        for rank in [1, 2, 3] { style.add(firstRank: rank, of: "s") }
        #expect(MeasuredRanking(style).mrrInterval == Interval(0, 1))
        style.add(firstRank: 1, of: "another")
        #expect(MeasuredRanking(style).mrrInterval.low > 0)
    }

    @Test("where every query hits, or none does, the interval is a point")
    func allAlike() {
        var (hits, misses) = (RankingScores(), RankingScores())
        for _ in 0..<40 { hits.add(firstRank: 1) }
        for _ in 0..<40 { misses.add(firstRank: nil) }
        #expect(MeasuredRanking(hits).mrrInterval == Interval(1, 1))
        #expect(MeasuredRanking(misses).recallInterval(at: 20) == Interval(0, 0))
    }

    @Test("the object of a cell keeps its keys and has an interval beside each of them")
    func encoded() throws {
        var source = Source(state: 5)
        let cell = MeasuredRanking(Self.scores(Self.drawn(&source, chance: 0.5)))
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(cell)) as? [String: Any]
        let object = try #require(json)
        #expect(Set(object.keys) == ["mrr", "r@1", "r@5", "r@10", "r@20", "queries", "ci"])
        let intervals = try #require(object["ci"] as? [String: [Double]])
        #expect(Set(intervals.keys) == ["mrr", "r@1", "r@5", "r@10", "r@20"])
        let (low, high) = (cell.recallInterval(at: 1).low, cell.recallInterval(at: 1).high)
        let written = try #require(intervals["r@1"])
        #expect(written.count == 2 && abs(written[0] - low) < 1e-12 && abs(written[1] - high) < 1e-12)
        #expect(abs(try #require(object["r@1"] as? Double) - cell.recall(at: 1)) < 1e-12)
    }
}
