import Foundation
import Neighbors
import Records
import TestSupport
import Testing

@testable import Retrieval

/// How sure a cosine makes, by what a question is made of.
@Suite struct ConfidenceTests {
    private let world: SmallWorld
    private let retriever: Retriever
    /// Each has its own, so that one tells which was used.
    private static let calibrations = Dictionary(
        uniqueKeysWithValues: ["t-m", "i-i", "i-m", "m-m", "i+t-m", "t+m-m"].enumerated().map { at, cell in
            (cell, Calibration(slope: 1, offset: Double(at) - 3))
        })

    init() throws {
        world = try SmallWorld()
        try world.snapshots.publish(
            try SnapshotBuilder(world.store, world.model, ExactIndexing()).build(
                reusing: KnownVectors(of: world.snapshots), calibrations: Self.calibrations
            ).snapshot)
        retriever = try world.retriever()
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    private func expect(_ query: Query, by cell: String) throws {
        let calibration = try #require(Self.calibrations[cell])
        let results = try retriever.search(query).results
        #expect(!results.isEmpty)
        for result in results {
            #expect(abs(result.confidence - calibration.confidence(result.score)) < 1e-6, "\(cell)")
        }
    }

    @Test func aQuestionIsHeldAgainstTheScaleOfWhatItIsMadeOf() throws {
        let picture = try world.picture("p1")
        try expect(Query(text: "mug"), by: "t-m")
        try expect(Query(picture: picture), by: "i-i")
        try expect(Query(product: try id("p0")), by: "m-m")
        // Words and a picture that are one vector are what a product is.
        try expect(Query(text: "mug", picture: picture), by: "m-m")
        try expect(Query(text: "mug", product: try id("p0")), by: "m-m")
        var weighed = Query(text: "mug", picture: picture)
        weighed.weights.text = 0.5
        try expect(weighed, by: "i+t-m")
        // Without a picture its words and the question's are added.
        try expect(Query(text: "mug", product: try id("p5")), by: "t+m-m")
        // All of the weight on one side is that side alone.
        weighed.weights.text = 0
        try expect(weighed, by: "i-m")
        // The index knows no such sum: what it knows of both sides together fits best.
        try expect(Query(picture: picture, product: try id("p0")), by: "m-m")
    }

    @Test func whatAnswersShouldBeUnlikeLeavesTheConfidenceAsItIs() throws {
        let picture = try world.picture("p1")
        var weighed = Query(text: "mug", picture: picture)
        weighed.weights.text = 0.5
        let questions = [
            Query(text: "red mug"), Query(picture: picture), Query(product: try id("p0")), weighed,
        ]
        for question in questions {
            var plain = question
            if plain.picture == nil, plain.product == nil { plain.view = .m }
            let before = Dictionary(
                uniqueKeysWithValues: try retriever.search(plain).results.map { ($0.product.id, $0) })
            var turned = question
            (turned.not.texts, turned.not.products) = (["green lamp"], [try id("p3")])
            let after = try retriever.search(turned).results
            #expect(after.count == before.count - 1)
            for result in after {
                let same = try #require(before[result.product.id])
                #expect(abs(result.confidence - same.confidence) < 1e-5)
            }
            #expect(after.contains { abs($0.score - (before[$0.product.id]?.score ?? 0)) > 0.01 })
        }
    }

    @Test func aWeightBelowZeroIsAnotherWayToSayUnlike() throws {
        var query = Query(text: "green lamp", picture: try world.picture("p1"))
        (query.weights.text, query.view) = (-0.5, .m)
        var alone = Query(picture: try world.picture("p1"))
        alone.view = .m
        let expected = try retriever.search(alone).results.reduce(into: [:]) { $0[$1.product.id] = $1.confidence }
        for result in try retriever.search(query).results {
            #expect(abs(result.confidence - (expected[result.product.id] ?? 0)) < 1e-5)
        }
        // Where nothing is asked for the cosine with all of it is what there is.
        (query.weights.image, query.weights.text) = (-1, -1)
        try expect(query, by: "i+t-m")
    }

    @Test func sumsAreCalibratedByPairsLikeTheViewsThemselves() throws {
        let plain = try #require(try? world.snapshots.open().snapshot)
        let ids = (0..<6).compactMap { ProductID("p\($0)") }
        let pairs = (0..<120).map { (ids[$0 % 5], ids[($0 + 1) % 5]) }
        let categories = (0..<plain.count).map { _ in "one" }
        let calibrated = plain.calibrated(by: pairs, categories: categories).manifest
        #expect(calibrated.calibrations.count == 21)
        // A sum of one vector with itself is that vector: the others differ.
        let sums = ["i+t-m", "i+m-m", "t+m-m", "i+t+m-m", "m-m"].map { calibrated.calibrations[$0] }
        #expect(Set(sums).count > 1 && !sums.contains(nil))
        #expect(calibrated.calibration([.t, .i], .m) == calibrated.calibrations["i+t-m"])
        #expect(calibrated.calibration([.i], .t) == calibrated.calibrations["i-t"])
    }
}
