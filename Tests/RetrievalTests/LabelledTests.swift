import Encoders
import Measures
import Neighbors
import Records
import Retrieval
import Testing

@Suite struct LabelledTests {
    private static func ids(_ count: Int) throws -> [ProductID] {
        try (0..<count).map { try #require(ProductID("p\($0)")) }
    }

    /// Four products in the plane at 0, 10, 60 and 90 degrees; the last one has no words.
    private static func snapshot(_ calibrations: [String: Calibration]) throws -> IndexSnapshot {
        let points: [Float] = [1, 0, 0.9848, 0.1736, 0.5, 0.866, 0, 1]
        let manifest = IndexSnapshot.Manifest(
            model: "x", fingerprint: "0", dimension: 2, count: 4, revision: 1, kind: "exact",
            calibrations: calibrations, built: 0)
        let (all, words) = (
            try ExactIndex(points, dimension: 2),
            PartialIndex(try ExactIndex(points.dropLast(2), dimension: 2), RowFilter(count: 4, rows: 0..<3))
        )
        return try IndexSnapshot(manifest: manifest, products: try ids(4), indexes: [.i: all, .t: words, .m: all])
    }

    @Test("pairs are told apart by the cosine at which the index's confidence is one half")
    func calibrated() throws {
        // Even at cosine .6 in pictures; in words the standing calibration, even at .75.
        let snapshot = try Self.snapshot(["i-i": Calibration(slope: 20, offset: -12)])
        let p = try Self.ids(5)
        func pair(_ a: Int, _ b: Int, _ same: Bool) -> LabelledPairs.Pair {
            LabelledPairs.Pair(trigger: p[a], offer: p[b], isSame: same)
        }
        let pairs = [pair(0, 1, true), pair(0, 2, true), pair(1, 2, false), pair(2, 3, false), pair(0, 4, true)]
        let outcomes = LabelledPairs.classify(pairs, snapshot)
        let pictures = try #require(outcomes[.i])
        // Cosines .98 and .5 of one style, .64 and .87 of two: p4 is not in the index.
        #expect((pictures.pairs.positives, pictures.pairs.negatives) == (2, 2))
        #expect(abs(pictures.calibrated.threshold - 0.6) < 1e-9 && pictures.isFitted)
        #expect(abs(pictures.calibrated.precision - 1.0 / 3) < 1e-9 && pictures.calibrated.recall == 0.5)
        #expect(pictures.pairs.best.f1 > pictures.calibrated.f1)
        let words = try #require(outcomes[.t])
        #expect((words.pairs.positives, words.pairs.negatives) == (2, 1), "p3 has no words")
        #expect(abs(words.calibrated.threshold - 0.75) < 1e-9 && !words.isFitted)
        #expect(words.calibrated.precision == 1 && words.calibrated.recall == 0.5)
    }

    @Test("pairs of one label alone give no classification")
    func oneLabel() throws {
        let p = try Self.ids(2)
        let pairs = [LabelledPairs.Pair(trigger: p[0], offer: p[1], isSame: true)]
        #expect(LabelledPairs.classify(pairs, try Self.snapshot([:])).isEmpty)
    }

    @Test("only what was judged for a query is ranked, and every judgement counts for the correlation")
    func judgements() throws {
        let world = try SmallWorld()
        let snapshot = try world.publish().snapshot
        let p = try Self.ids(9)
        let queries = [
            "red mug": [(0, 3.0), (2, 1.0), (4, 2.0)], "green lamp": [(3, 2.0), (0, 0.0)], "dull": [(1, 0.0)],
        ]
        let judged = queries.flatMap { query, grades in
            grades.map { JudgedQueries.Judgement(query: query, product: p[$0.0], grade: $0.1) }
        }
        let outcome = JudgedQueries.evaluate(
            judged + [JudgedQueries.Judgement(query: "red mug", product: p[8], grade: 3)], snapshot, world.model)
        #expect((outcome.queries, outcome.judgements, outcome.unknown) == (2, 6, 1))
        var (gain, all) = (0.0, [(a: Double, b: Double)]())
        for (query, grades) in queries {
            let vector = world.model.embed(texts: [query])
            let scored = try grades.map { at, grade in
                let row = try #require(snapshot.row(of: p[at]))
                return (innerProduct(vector, snapshot.vector(row, .m) ?? []), grade)
            }
            all += scored.map { (Double($0.0), $0.1) }
            gain += DCG.normalised(scored.sorted { $0.0 > $1.0 }.map(\.1), at: 10) ?? 0
        }
        #expect(abs(outcome.ndcg10 - gain / 2) < 1e-6)
        #expect(abs((outcome.spearman ?? 9) - (RankCorrelation.spearman(all) ?? -9)) < 1e-6)
        #expect(outcome.interval.low <= outcome.ndcg10 && outcome.ndcg10 <= outcome.interval.high)
        #expect(outcome.byChance > 0.5 && outcome.byChance < 1)
    }
}
