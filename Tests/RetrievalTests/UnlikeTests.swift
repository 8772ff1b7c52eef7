import Foundation
import Neighbors
import Pictures
import Records
import TestSupport
import Testing

@testable import Retrieval

/// What the answers should be unlike, held against sums worked out by hand.
@Suite struct UnlikeTests {
    private let world: SmallWorld
    private let retriever: Retriever

    init() throws {
        world = try SmallWorld()
        try world.publish()
        retriever = try world.retriever()
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    /// The cosine of each product with a - share * (sum of what each b does not share with a).
    private func cosines(_ asked: [Float], _ unlike: [[Float]], _ share: Float) throws -> [String: Float] {
        var vector = asked
        for other in unlike {
            let shared = max(0, innerProduct(asked, other))
            for at in vector.indices { vector[at] -= share * (other[at] - shared * asked[at]) }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let reading = retriever.reading
        return Dictionary(
            uniqueKeysWithValues: try (0..<6).map { row in
                let own = try #require(reading.vector(row, .m))
                return (reading.product(row).text, innerProduct(own, vector) / length)
            })
    }

    private func expect(_ query: Query, _ expected: [String: Float]) throws {
        let results = try retriever.search(query).results
        #expect(results.count == expected.count - (query.product == nil ? 0 : 1) - query.not.products.count)
        for result in results {
            let wanted = try #require(expected[result.product.id.text])
            #expect(abs(result.score - wanted) < 1e-5, "\(result.product.id): \(result.score), not \(wanted)")
        }
        #expect(results.map(\.score) == results.map(\.score).sorted(by: >))
    }

    @Test func oneThingCountsHalfOfTheQuestion() throws {
        let (asked, other) = (world.model.embed(texts: ["red mug"]), world.model.embed(texts: ["blue bowl"]))
        var query = Query(text: "red mug")
        query.not.texts = ["blue bowl"]
        try expect(query, try cosines(asked, [other], 0.5))
    }

    @Test func severalThingsShareThatHalf() throws {
        let row = try #require(retriever.reading.row(of: id("p3")))
        let others = [
            world.model.embed(texts: ["blue bowl"]), world.model.embed(texts: ["paper note"]),
            world.model.embed(pictures: [try world.picture("p4")]), try #require(retriever.reading.vector(row, .m)),
        ]
        var query = Query(product: try id("p0"))
        // What says nothing is not among them.
        query.not.texts = ["blue bowl", " ", "paper note"]
        (query.not.pictures, query.not.products) = ([try world.picture("p4")], [try id("p3")])
        let own = try #require(retriever.reading.row(of: id("p0")))
        try expect(query, try cosines(try #require(retriever.reading.vector(own, .m)), others, 0.125))
    }

    @Test func whatTheQuestionSharesWithThemIsNotTurnedAway() throws {
        var query = Query(picture: try world.picture("p0"))
        query.not.pictures = [try world.picture("p1")]
        let vectors = try ["p0", "p1"].map { world.model.embed(pictures: [try world.picture($0)]) }
        #expect(innerProduct(vectors[0], vectors[1]) > 0.1)
        let unlike = try #require(try QuestionEncoder(retriever.reading, world.store).encode(query).parts.last)
        #expect(unlike.input == "not.image" && abs(innerProduct(unlike.vector, vectors[0])) < 1e-5)
    }

    @Test func aProductThatIsTurnedAwayIsNoAnswer() throws {
        var query = Query(text: "red mug")
        let first = try #require(try retriever.search(query).results.first?.product.id)
        query.not.products = [first]
        let found = try retriever.search(query).results
        #expect(found.count == 5 && !found.contains { $0.product.id == first })
    }

    @Test func theQuestionItselfNeverCancelsOut() throws {
        var query = Query(text: "red mug")
        query.not.texts = [String](repeating: "red mug", count: 16)
        let mug = world.model.embed(texts: ["red mug"])
        try expect(query, try cosines(mug, [], 0))
    }

    @Test func pagesOfOtherThingsAreOtherPages() throws {
        func digest(_ change: (inout Query.Unlike) -> Void) -> UInt64 {
            var query = Query(text: "mug")
            change(&query.not)
            return query.digest()
        }
        let picture = try world.picture("p1")
        let turned = Picture(width: picture.height, height: picture.width, pixels: picture.pixels)
        let digests = [
            digest { _ in }, digest { $0.texts = ["a"] }, digest { $0.texts = ["a", ""] },
            digest { $0.products = [ProductID("a")].compactMap { $0 } }, digest { $0.pictures = [picture] },
            digest { $0.pictures = [turned] }, digest { $0.pictures = [picture, picture] },
            Query(text: "mug", picture: picture).digest(),
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test func tooManyThingsOrTooManyWordsSaySo() throws {
        var query = Query(text: "red mug")
        query.not.texts = [String](repeating: "a", count: 16)
        query.not.products = [try id("p1")]
        #expect(throws: RetrievalError.badNumber(field: "the number of things in not", allowed: "0...16")) {
            try retriever.search(query)
        }
        (query.not.texts, query.not.products) = (["a", String(repeating: "b", count: 4097)], [])
        #expect(throws: RetrievalError.badNumber(field: "the length of not.text", allowed: "0...4096 bytes")) {
            try retriever.search(query)
        }
        (query.not.texts, query.not.products) = ([], [try id("p1"), try id("zz")])
        #expect(throws: RetrievalError.unknownProduct(try id("zz"))) { try retriever.search(query) }
    }
}
