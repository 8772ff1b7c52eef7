import Foundation
import Neighbors
import Pictures
import Records
import TestSupport
import Testing

@testable import Retrieval

/// What is said of an answer, held against what the answer is.
@Suite struct ExplanationTests {
    private let world: SmallWorld
    private let retriever: Retriever

    init() throws {
        world = try SmallWorld()
        var several = try SmallWorld.product("two", "yellow jug", picture: 77, in: world.folder)
        let second = try SmallWorld.product("other", "white jar", picture: 200, in: world.folder)
        several.pictures += second.pictures
        _ = try world.store.upsert([several])
        try world.publish()
        retriever = try world.retriever()
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    /// The answers, each held against the sum that its parts are said to make.
    private func explained(_ query: Query) throws -> [(id: String, said: Explanation)] {
        var query = query
        let plain = try retriever.search(query).results
        #expect(plain.allSatisfy { $0.explanation == nil })
        query.explains = true
        let results = try retriever.search(query).results
        #expect(results.map(\.product.id) == plain.map(\.product.id) && !results.isEmpty)
        return try results.map { result in
            let said = try #require(result.explanation)
            let sum = said.parts.reduce(Float(0)) { $0 + $1.weight * $1.score } / said.length
            #expect(abs(sum - result.score) < 1e-5, "\(result.product.id): \(sum), not \(result.score)")
            #expect(said.picture == result.picture)
            return (result.product.id.text, said)
        }
    }

    @Test func eachPartHasItsWeightAndItsOwnCosine() throws {
        let picture = try world.picture("p0")
        var query = Query(text: "green", picture: picture, product: try id("p2"))
        (query.weights.text, query.weights.image) = (0.5, 2)
        (query.not.texts, query.not.products) = ([" ", "lamp"], [try id("p3")])
        let reading = retriever.reading
        let rows = try [id("p2"), id("p3")].map { try #require(reading.row(of: $0)) }
        let alone: [(String, Int?, Float, [Float])] = [
            ("image", nil, 2, world.model.embed(pictures: [picture])),
            ("text", nil, 0.5, world.model.embed(texts: ["green"])),
            ("product", nil, 1, try #require(reading.vector(rows[0], .m))),
            ("not.text", 1, -0.25, world.model.embed(texts: ["lamp"])),
            ("not.product", 0, -0.25, try #require(reading.vector(rows[1], .m))),
        ]
        var wanted = [Float](repeating: 0, count: alone[0].3.count)
        for part in alone where part.2 > 0 { for at in wanted.indices { wanted[at] += part.2 * part.3[at] } }
        let square = innerProduct(wanted, wanted)
        for (id, said) in try explained(query) {
            #expect(said.view == .m && said.words == nil && said.filter == nil && said.picture == nil)
            #expect(said.parts.map(\.input) == alone.map(\.0) && said.parts.map(\.number) == alone.map(\.1))
            #expect(said.parts.map(\.weight) == alone.map(\.2))
            let own = try #require(reading.row(of: try self.id(id)).flatMap { reading.vector($0, .m) })
            for (part, expected) in zip(said.parts, alone) {
                // What is turned away counts without what it shares with what is asked for.
                let shared = expected.2 < 0 ? max(0, innerProduct(expected.3, wanted)) / square : 0
                let score = innerProduct(own, expected.3) - shared * innerProduct(own, wanted)
                #expect(abs(part.score - score) < 1e-5, "\(id) \(part.input)")
            }
        }
    }

    @Test func aPictureAndWordsThatAreOneVectorAreOnePart() throws {
        let picture = try world.picture("p0")
        for (_, said) in try explained(Query(text: "green", picture: picture)) {
            #expect(said.parts.map(\.input) == ["text+image"] && abs(said.length - 1) < 1e-5)
        }
        for (_, said) in try explained(Query(text: "green", product: try id("p0"))) {
            #expect(said.parts.map(\.input) == ["text+product"] && said.parts.map(\.weight) == [1])
        }
    }

    @Test func theCosineIsThatOfTheNearestPicture() throws {
        let found = try explained(Query(picture: try world.picture("other")))
        let said = try #require(found.first { $0.id == "two" }?.said)
        #expect(said.view == .i && said.picture == 1)
        #expect(try #require(said.parts.first).score > 0.999)
        #expect(found.allSatisfy { $0.id == "two" || $0.said.picture == 0 })
    }

    @Test func theWordsAreThoseThatTheTextIndexFindsWhateverTheirForm() throws {
        var query = Query(text: "Larger reds mugs, mug")
        query.filter = try Filter("seller != nobody and (category = Mugs or price>1)")
        let found = Dictionary(uniqueKeysWithValues: try explained(query).map { ($0.id, $0.said) })
        #expect(found["p0"]?.words == ["reds", "mugs", "mug"] && found["p1"]?.words == ["reds", "mugs", "mug"])
        #expect(found["p3"]?.words == [])
        #expect(found["p0"]?.wordsRank == 1 && found["p1"]?.wordsRank == 2 && found["p3"]?.wordsRank == nil)
        #expect(Set(found.values.compactMap(\.vectorRank)) == Set(1...7))
        #expect(found["p0"]?.filter == #"seller != "nobody" and (category = "Mugs" or price > 1)"#)
    }

    @Test func placesAreTheSameOnWhicheverPage() throws {
        var query = Query(product: try id("p0"))
        query.explains = true
        let whole = try retriever.search(query).results
        #expect(whole.compactMap(\.explanation?.vectorRank) == Array(1...whole.count))
        query.limit = 1
        query.page = try retriever.search(query).next
        let second = try #require(try retriever.search(query).results.first)
        #expect(second.product.id == whole[1].product.id && second.explanation?.vectorRank == 2)
    }
}
