import Foundation
import Measures
import Testing

private let tolerance = 1e-12

@Suite struct MeasuresTests {
    @Test func ranksAreGatheredAsInThePapersTable() throws {
        var scores = RankingScores()
        for rank in [1, 2, 10, 11, 30, nil] { scores.add(firstRank: rank) }
        #expect(scores.queries == 6)
        let reciprocals: [Double] = [1, 1 / 2, 1 / 10, 1 / 11, 1 / 30, 0]
        #expect(abs(scores.mrr - reciprocals.reduce(0, +) / 6) < tolerance)
        for (k, hits) in [(1, 1.0), (5, 2), (10, 3), (20, 4)] {
            #expect(abs(scores.recall(at: k) - hits / 6) < tolerance)
        }
        let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(scores)) as? [String: Any]
        #expect(Set((json ?? [:]).keys) == ["mrr", "r@1", "r@5", "r@10", "r@20", "queries"])
    }

    @Test func noQueryIsNoRecall() { #expect(RankingScores().mrr == 0 && RankingScores().recall(at: 10) == 0) }

    /// Worked out by hand: grades 3, 2, 3, 0, 1, 2 are the example of the literature.
    @Test func gainIsDiscountedByTheLogarithmOfTheRank() throws {
        let grades: [Double] = [3, 2, 3, 0, 1, 2]
        // Gain over log2(rank + 1), rank by rank, and the same in the best order: 3, 3, 2, 2, 1, 0.
        let terms: [Double] = [7, 3 / log2(3), 3.5, 0, 1 / log2(6), 3 / log2(7)]
        let best: [Double] = [7, 7 / log2(3), 1.5, 3 / log2(5), 1 / log2(6), 0]
        let (sum, most) = (terms.reduce(0, +), best.reduce(0, +))
        #expect(abs(DCG.value(grades, at: 6) - sum) < tolerance)
        #expect(abs(DCG.value(grades, at: 2) - terms[0] - terms[1]) < tolerance)
        let share = try #require(DCG.normalised(grades, at: 6))
        #expect(abs(share - sum / most) < tolerance)
        #expect(DCG.normalised([3, 2, 1, 0], at: 10) == 1)
        #expect(DCG.normalised([0, 0], at: 10) == nil)
    }

    @Test func pairsOfAClusteringAreHeldAgainstTheTruth() {
        // Found {a b c} {d e}; truth {a b} {c d e}.
        let scores = PairPrecision([(1, "x"), (1, "x"), (1, "y"), (2, "y"), (2, "y")])
        #expect(abs(scores.precision - 2.0 / 4) < tolerance)
        #expect(abs(scores.recall - 2.0 / 4) < tolerance)
        // a, b: 2/3 and 1; c: 1/3 and 1/3; d, e: 1 and 2/3.
        #expect(abs(scores.bCubedPrecision - 11.0 / 15) < tolerance)
        #expect(abs(scores.bCubedRecall - 11.0 / 15) < tolerance)
        #expect(abs(scores.f1 - 0.5) < tolerance)
    }

    @Test func aPerfectClusteringScoresOne() {
        let scores = PairPrecision([(1, 7), (1, 7), (2, 8)])
        #expect((scores.f1, scores.bCubedF1) == (1, 1))
        #expect(PairPrecision([(found: Int, truth: Int)]()).f1 == 1)
    }
}
