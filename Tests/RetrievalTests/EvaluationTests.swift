import Measures
import Neighbors
import Records
import Testing

@testable import Retrieval

@Suite struct EvaluationTests {
    /// Four products of two styles in the plane: in view i the styles lie together, in view t apart.
    private static func snapshot(_ products: [Product]) throws -> IndexSnapshot {
        let together: [Float] = [1, 0, 0.96, 0.28, 0, 1, 0.28, 0.96]
        let apart: [Float] = [1, 0, 0, 1, 0.96, 0.28, 0.28, 0.96]
        let manifest = IndexSnapshot.Manifest(
            model: "x", fingerprint: "0", dimension: 2, count: 4, revision: 1, kind: "exact",
            built: 0)
        return try IndexSnapshot(
            manifest: manifest, products: products.map(\.id),
            indexes: [
                .i: try ExactIndex(together, dimension: 2), .t: try ExactIndex(apart, dimension: 2),
                .m: try ExactIndex(together, dimension: 2),
            ])
    }

    /// Styles that the split puts into the part that is reported.
    private static func products() throws -> [Product] {
        let styles = (0..<1000).map { "style \($0)" }.filter { style in
            ProductID("x").map { Split(of: Product(id: $0, title: "", style: style)) == .test } ?? false
        }
        return try [0, 0, 1, 1].enumerated().map { at, style in
            Product(
                id: try #require(ProductID("p\(at)")), title: "t", category: [style == 0 ? "A" : "B"],
                style: styles[style])
        }
    }

    @Test func theGridIsThatOfTheVectors() throws {
        let products = try Self.products()
        let grid = Evaluation(try Self.snapshot(products)).byStyle(products)
        func cell(_ trigger: View, _ offer: View) -> RankingScores? {
            grid.overall[Evaluation.Cell(trigger: trigger, offer: offer)]
        }
        #expect(grid.candidates == 4 && grid.overall.count == 9)
        #expect(cell(.i, .i)?.recall(at: 1) == 1 && cell(.i, .i)?.mrr == 1)
        #expect(cell(.t, .t)?.recall(at: 1) == 0)
        // Of the three others the style's own comes last for two triggers and second for two.
        #expect(cell(.t, .t)?.queries == 4)
        #expect(grid.byCategory.keys.sorted() == ["A", "B"])
    }

    @Test("the listings of one style are drawn together for the interval, pairs of one's own each alone")
    func intervalsByStyle() throws {
        let products = try Self.products()
        let evaluation = Evaluation(try Self.snapshot(products))
        let cell = Evaluation.Cell(trigger: .t, offer: .t)
        var byStyle = RankingScores()
        let ranks = products.map { product in
            let one = evaluation.grid(
                products,
                [
                    product.id: Set(products.filter { $0.style == product.style }.map(\.id))
                        .subtracting([product.id])
                ])
            return 1 / (one.overall[cell]?.mrr ?? 0)
        }
        for (product, rank) in zip(products, ranks) { byStyle.add(firstRank: Int(rank.rounded()), of: product.style) }
        #expect(evaluation.byStyle(products).overall[cell] == byStyle)
        let alone = evaluation.grid(products, [products[0].id: [products[1].id], products[2].id: [products[3].id]])
        #expect(MeasuredRanking(try #require(alone.overall[cell])).mrrInterval != Interval(0, 1))
        // Category A is style 0 and nothing else.
        let scores = try #require(evaluation.byStyle(products).byCategory["A"]?[cell])
        #expect(MeasuredRanking(scores).mrrInterval == Interval(0, 1))
    }

    @Test func productsOfTheTrainingPartAreNeverCounted() throws {
        let products = try Self.products()
        let grid = Evaluation(try Self.snapshot(products)).byStyle(products, part: .training)
        #expect(grid.overall.isEmpty && grid.candidates == 0)
    }

    @Test func pairsOfOnesOwnAreTheTruthWhereGiven() throws {
        let products = try Self.products()
        let grid = Evaluation(try Self.snapshot(products)).grid(products, [products[0].id: [products[3].id]])
        let scores = try #require(grid.overall[Evaluation.Cell(trigger: .i, offer: .i)])
        #expect(scores.queries == 1)
        #expect(scores.mrr == 0.5)
    }

    @Test func aTieCountsAgainst() throws {
        let products = try Self.products()
        let manifest = try Self.snapshot(products).manifest
        let same = try ExactIndex([1, 0, 1, 0, 1, 0, 1, 0], dimension: 2)
        let snapshot = try IndexSnapshot(
            manifest: manifest, products: products.map(\.id), indexes: [.i: same, .t: same, .m: same])
        let grid = Evaluation(snapshot).byStyle(products)
        #expect(grid.overall[Evaluation.Cell(trigger: .i, offer: .i)]?.mrr == 1.0 / 3)
    }

    @Test func confidenceIsLearntFromPairsAndGrowsWithTheCosine() {
        let fitted = Calibration.fitted(
            pairs: (0..<200).map { 0.7 + Float($0 % 10) / 50 }, others: (0..<200).map { 0.2 + Float($0 % 10) / 50 })
        #expect(fitted.confidence(0.8) > 0.9 && fitted.confidence(0.3) < 0.1)
        #expect(abs(fitted.confidence(0.54) - 0.5) < 0.2)
        #expect(Calibration.fitted(pairs: [1], others: [0]) == Calibration())
        // Even what is perfectly apart keeps a finite slope.
        #expect(
            Calibration.fitted(pairs: [Float](repeating: 1, count: 50), others: [Float](repeating: 0, count: 50)).slope
                .isFinite)
    }

    @Test("pairs and others that lie close together are told apart as well as they can be, and no better")
    func calibrationOfWhatOverlaps() {
        // Two bells a spread and a half apart: undamped steps run away to a confidence of one for everything.
        let bell = (0..<300).map { at -> Float in
            let parts = (0..<6).map { (at * (2 * $0 + 3)) % 17 }
            return Float(parts.reduce(0, +)) / (6 * 17)
        }
        let fitted = Calibration.fitted(pairs: bell.map { 0.90 + 0.1 * $0 }, others: bell.map { 0.87 + 0.1 * $0 })
        #expect((10..<500).contains(fitted.slope), "\(fitted)")
        #expect(fitted.confidence(0.99) > 0.6 && fitted.confidence(0.86) < 0.4)
        #expect(fitted.confidence(-0.07) < 0.01)
        // As many of each at every place say nothing at all.
        let even = Calibration.fitted(pairs: bell, others: bell)
        #expect(abs(even.confidence(0.5) - 0.5) < 0.05 || even == Calibration())
    }

    @Test("a question in words is held against the scale of words, one by a picture against that of pictures")
    func calibrationByViews() throws {
        let products = try Self.products()
        var manifest = try Self.snapshot(products).manifest
        manifest.calibrations = ["t-m": Calibration(slope: 40, offset: -8), "i-i": Calibration(slope: 40, offset: -32)]
        #expect(manifest.calibration(.t, .m).confidence(0.3) > 0.9)
        #expect(manifest.calibration(.i, .i).confidence(0.3) < 0.1)
        #expect(manifest.calibration(.m, .m) == Calibration())
    }

    @Test func ranksAreFusedByTheirPlaces() {
        #expect(RankFusion.fuse([([1, 2, 3], 1), ([3, 1, 9], 1)]) == [1, 3, 2, 9])
        #expect(RankFusion.fuse([([1, 2], 1), ([5, 6], 3)]) == [5, 6, 1, 2])
        #expect(RankFusion.fuse([]).isEmpty)
    }
}
