import Foundation
import Measures
import Testing

private let tolerance = 1e-12

@Suite struct PairClassificationTests {
    /// Worked out by hand.
    @Test("precision and recall are those of the pairs at or above the threshold")
    func atAThreshold() throws {
        let pairs = try #require(
            PairClassification([(0.9, true), (0.8, false), (0.7, true), (0.4, true), (0.2, false)]))
        #expect((pairs.positives, pairs.negatives) == (3, 2))
        let even = pairs.decision(at: 0.5)
        #expect(abs(even.precision - 2.0 / 3) < tolerance && abs(even.recall - 2.0 / 3) < tolerance)
        #expect(abs(even.f1 - 2.0 / 3) < tolerance)
        #expect(pairs.decision(at: 0.7).recall == even.recall, "a score that equals the threshold is taken")
        let none = pairs.decision(at: 1)
        #expect((none.precision, none.recall, none.f1) == (1, 0, 0))
        // 1/1 at the first, 2/3 at the third, 3/4 at the fourth.
        #expect(abs(pairs.averagePrecision - (1 + 2.0 / 3 + 3.0 / 4) / 3) < tolerance)
        #expect(pairs.best.threshold == 0.4)
        #expect(abs(pairs.best.f1 - 6.0 / 7) < tolerance)
    }

    @Test("pairs of one score are taken together, in whatever order they come", arguments: [false, true])
    func ties(reversed: Bool) throws {
        var list = [(0.9, false), (0.5, true), (0.5, false), (0.5, true), (0.1, true)]
        if reversed { list.reverse() }
        let pairs = try #require(PairClassification(list.map { (score: $0.0, isTogether: $0.1) }))
        // Steps: one of which none is right, four with two right, five with three right.
        #expect(abs(pairs.averagePrecision - (2.0 / 3 * 2 / 4 + 1.0 / 3 * 3 / 5)) < tolerance)
        #expect(abs(pairs.decision(at: 0.5).precision - 0.5) < tolerance)
        #expect(pairs.best.threshold == 0.1)
    }

    @Test("scores that say nothing have the share of the positives for their precision")
    func allOneScore() throws {
        let pairs = try #require(PairClassification([(0.3, true), (0.3, false), (0.3, false), (0.3, false)]))
        #expect(abs(pairs.averagePrecision - 0.25) < tolerance)
        #expect(pairs.best.recall == 1)
    }

    @Test("pairs of one label alone cannot be classified")
    func oneLabel() {
        #expect(PairClassification([(0.3, true), (0.9, true)]) == nil)
        #expect(PairClassification([(0.3, false)]) == nil)
        #expect(PairClassification([]) == nil)
    }

    @Test("rank correlation is one for any rising curve, and shares the ranks of equal values")
    func correlation() throws {
        #expect(RankCorrelation.spearman([(1, 1), (2, 8), (3, 27), (4, 64)]) == 1)
        #expect(RankCorrelation.spearman([(1, 9), (2, 4), (3, 1)]) == -1)
        #expect(RankCorrelation.spearman([(1, 2), (2, 2)]) == nil)
        #expect(RankCorrelation.spearman([]) == nil)
        // Ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: deviations -1.5, 0, 0, 1.5 and -1.5, .5, -.5, 1.5.
        let tied = try #require(RankCorrelation.spearman([(1, 1), (2, 3), (2, 2), (9, 4)]))
        #expect(abs(tied - 4.5 / (4.5 * 5).squareRoot()) < tolerance)
    }

    @Test("gains of one score are shared among their places, and an order by chance is all of one score")
    func tiedGains() throws {
        // Grades 1 and 0 share the first two places: half the gain at each.
        let tied = try #require(DCG.normalised(scored: [(0.5, 0), (0.5, 1), (0.1, 0)], at: 10))
        #expect(abs(tied - 0.5 * (1 + 1 / log2(3))) < tolerance)
        #expect(DCG.normalised(scored: [(0.1, 0), (0.9, 2), (0.5, 1)], at: 10) == 1)
        let chance = try #require(DCG.byChance([1, 0], at: 1))
        #expect(abs(chance - 0.5) < tolerance)
        #expect(DCG.byChance([0, 0], at: 10) == nil)
    }
}
