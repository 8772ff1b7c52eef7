import Foundation
import Neighbors
import Records
import TestSupport
import Testing

@testable import Retrieval

/// Answers gathered by style, held against groups made by hand.
@Suite struct FoldTests {
    private let world: SmallWorld
    private let retriever: Retriever
    /// From this cosine on two of them are taken for one style: half of the pairs are.
    private let bar: Float

    init() throws {
        world = try SmallWorld()
        for at in 0..<18 {
            let title = ["red mug", "blue bowl", "green lamp"][at % 3] + " number \(at)"
            let picture = at % 5 == 0 ? nil : UInt8(at * 9)
            _ = try world.store.upsert([SmallWorld.product("q\(at)", title, picture: picture, in: world.folder)])
        }
        let plain = try world.publish().snapshot
        let vectors = (0..<plain.count).compactMap { plain.vector($0, .m) }
        let cosines = vectors.indices.flatMap { a in vectors[..<a].map { innerProduct($0, vectors[a]) } }.sorted()
        bar = (cosines[cosines.count / 2] + cosines[cosines.count / 2 + 1]) / 2
        // A confidence of .8 there.
        let calibration = Calibration(slope: 1000, offset: log(4) - 1000 * Double(bar))
        try world.snapshots.publish(
            try SnapshotBuilder(world.store, world.model, ExactIndexing()).build(
                reusing: KnownVectors(of: world.snapshots), calibrations: ["m-m": calibration]
            ).snapshot)
        retriever = try world.retriever(writes: true)
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    /// Each with the first group whose first is nearest to it and no farther than the bar.
    private func groups(_ found: [SearchResult]) throws -> [[ProductID]] {
        let reading = retriever.reading
        func vector(_ id: ProductID) throws -> [Float] {
            try #require(reading.row(of: id).flatMap { reading.vector($0, .m) })
        }
        var groups: [[ProductID]] = []
        for id in found.map(\.product.id) {
            let cosines = try groups.map { innerProduct(try vector($0[0]), try vector(id)) }
            if let best = cosines.max(), best >= bar, let at = cosines.firstIndex(of: best) {
                groups[at].append(id)
            } else {
                groups.append([id])
            }
        }
        return groups
    }

    private func questions() throws -> [Query] {
        var filtered = Query(text: "mug")
        filtered.filter = try Filter("category = Mugs")
        var barred = Query(product: try id("p0"))
        barred.minScore = 0.2
        return [
            Query(text: "blue bowl"), Query(picture: try world.picture("p3")), Query(product: try id("q4")), filtered,
            barred,
        ]
    }

    @Test func eachStyleIsOneResultWithTheOthersBehindIt() throws {
        var sizes: Set<Int> = []
        for var query in try questions() {
            // As deep as the folded search looks, for the same order of words and vectors.
            query.limit = 200
            let expected = try groups(try retriever.search(query).results)
            query.folds = true
            let answer = try retriever.search(query)
            #expect(answer.results.map(\.product.id) == expected.map { $0[0] })
            for (result, group) in zip(answer.results, expected) {
                let variants = try #require(result.variants)
                #expect(variants.count == group.count - 1)
                #expect(variants.products == Array(group.dropFirst().prefix(8)))
                sizes.insert(group.count)
            }
            #expect(answer.total == expected.count && answer.next == nil)
        }
        #expect(sizes.contains(1) && sizes.contains { $0 > 9 }, "\(sizes)")
    }

    @Test func pagesNeitherRepeatNorSkipAStyleWhateverIsWritten() throws {
        for var query in try questions() {
            (query.folds, query.limit) = (true, 200)
            let whole = try retriever.search(query).results
            query.limit = 2
            var seen: [SearchResult] = []
            repeat {
                let answer = try retriever.search(query)
                seen += answer.results
                query.page = answer.next
                let written = try SmallWorld.product(
                    "new\(seen.count)", "blue bowl red mug", picture: 33, in: world.folder)
                _ = try world.store.upsert([written])
                try retriever.take([written.id])
            } while query.page != nil
            #expect(seen.map(\.product.id) == whole.map(\.product.id))
            #expect(seen.map(\.variants?.products) == whole.map(\.variants?.products))
            // The next question is of the products that there were.
            let news = (0...seen.count).compactMap { ProductID("new\($0)") }
            try world.store.delete(news)
            try retriever.take(news)
        }
    }

    @Test func whereTheFirstOfAStyleGoesTheNextStandsForIt() throws {
        var query = Query(text: "blue bowl")
        (query.folds, query.limit) = (true, 1)
        var before = try #require(try retriever.search(query).results.first)
        // The first style of several behind the first page.
        repeat {
            query.page = try #require(try retriever.search(query).next)
            before = try #require(try retriever.search(query).results.first)
        } while before.variants?.count == 0
        let behind = try #require(before.variants)
        try #require(behind.count > 0)
        try world.store.delete([before.product.id])
        try retriever.take([before.product.id])
        let after = try #require(try retriever.search(query).results.first)
        #expect(after.product.id == behind.products[0])
        #expect(after.variants?.count == behind.count - 1)
        #expect(after.variants?.products.contains(before.product.id) == false)
    }

    @Test func aPageOfAnUnfoldedAnswerIsNoneOfAFoldedOne() throws {
        var query = Query(text: "mug")
        query.limit = 2
        query.page = try #require(try retriever.search(query).next)
        query.folds = true
        #expect(throws: RetrievalError.badPage(reason: "it is of another question")) { try retriever.search(query) }
        query.folds = false
        #expect(try retriever.search(query).results.allSatisfy { $0.variants == nil })
    }

    @Test func theCosineOfAConfidenceGivesThatConfidence() {
        for calibration in [Calibration(), Calibration(slope: 3, offset: 1), Calibration(slope: 90, offset: -50)] {
            #expect(abs(calibration.confidence(Float(calibration.cosine(atConfidence: 0.8))) - 0.8) < 1e-4)
        }
        #expect(Calibration(slope: -1, offset: 0).cosine(atConfidence: 0.8) == .infinity)
    }
}
