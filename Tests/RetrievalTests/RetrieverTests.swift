import Catalog
import Foundation
import Neighbors
import Pictures
import Records
import Retrieval
import TestSupport
import Testing

@Suite struct RetrieverTests {
    private let world: SmallWorld

    init() throws {
        world = try SmallWorld()
        try world.publish()
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    @Test func aPictureFindsItselfFirst() throws {
        let retriever = try world.retriever()
        for name in ["p0", "p2", "p4"] {
            let answer = try retriever.search(Query(picture: try world.picture(name)))
            let first = try #require(answer.results.first)
            #expect(first.product.id.text == name)
            #expect(first.score > 0.999)
            #expect(answer.model == "tiny")
        }
    }

    @Test func aProductIsNoAnswerToItselfAndOneWithoutAPictureHasNoPictureView() throws {
        let retriever = try world.retriever()
        let answer = try retriever.search(Query(product: try id("p0")))
        #expect(answer.results.count == 5)
        #expect(!answer.results.contains { $0.product.id.text == "p0" })
        var byPicture = Query(picture: try world.picture("p1"))
        byPicture.view = .i
        #expect(try retriever.search(byPicture).results.allSatisfy { $0.product.id.text != "p5" })
    }

    @Test func wordsThatNameAProductFindItEvenWithAnUntrainedModel() throws {
        let first = try world.retriever().search(Query(text: "screw M4x20")).results.first
        #expect(first?.product.id.text == "p4")
    }

    @Test func theListIsBestFirstAndPagesFitTogether() throws {
        let retriever = try world.retriever()
        var query = Query(picture: try world.picture("p3"))
        query.view = .m
        let whole = try retriever.search(query).results
        #expect(whole.map(\.score) == whole.map(\.score).sorted(by: >))
        (query.limit, query.offset) = (2, 2)
        #expect(try retriever.search(query).results.map(\.product.id) == whole[2..<4].map(\.product.id))
        query.minScore = 1
        #expect(try retriever.search(query).results.isEmpty)
    }

    @Test("products deleted since the index was built leave no holes in a page")
    func deletedSince() throws {
        let retriever = try world.retriever()
        var query = Query(picture: try world.picture("p3"))
        (query.view, query.limit) = (.m, 2)
        let before = try retriever.search(query).results.map(\.product.id)
        try world.store.delete([before[0]])
        let after = try retriever.search(query)
        #expect(after.results.count == 2 && after.results.first?.product.id == before[1])
        #expect(after.total <= 5)
    }

    @Test("a filter holds against products as they are, not as they were when the index was built")
    func filterOfChangedProducts() throws {
        let retriever = try world.retriever()
        var query = Query(text: "mug")
        query.filter = try Filter("seller = renamed")
        #expect(try retriever.search(query).results.isEmpty)
        var changed = try #require(try world.store.product(try id("p0")))
        changed.product.seller = "renamed"
        try world.store.upsert([changed])
        #expect(try !retriever.refresh())
        #expect(try retriever.search(query).results.map(\.product.id.text) == ["p0"])
        changed.product.seller = "again"
        try world.store.upsert([changed])
        #expect(try retriever.search(query).results.isEmpty, "even before the filter is told of it")
    }

    @Test("words longer than any person writes are refused before they are read")
    func tooManyWords() throws {
        let retriever = try world.retriever()
        #expect(throws: RetrievalError.self) {
            try retriever.search(Query(text: String(repeating: "!", count: 4097)))
        }
    }

    @Test func aFilterHidesWhatDoesNotHold() throws {
        var query = Query(text: "mug")
        query.filter = try Filter("category = Mugs")
        #expect(Set(try world.retriever().search(query).results.map(\.product.id.text)) == ["p0", "p1"])
        query.filter = try Filter("category = Nothing")
        #expect(try world.retriever().search(query).results.isEmpty)
    }

    @Test func inputsOfEveryKindComposeOneQuery() throws {
        let retriever = try world.retriever()
        var query = Query(text: "green", picture: try world.picture("p0"), product: try id("p2"))
        (query.weights.text, query.not.texts) = (0.5, ["lamp"])
        query.not.products = [try id("p3")]
        #expect(try retriever.search(query).results.count == 4)
        // All weight on the picture is the picture alone.
        var only = Query(text: "green", picture: try world.picture("p0"))
        (only.weights.text, only.view) = (0, .i)
        #expect(try #require(retriever.search(only).results.first).product.id.text == "p0")
    }

    @Test func questionsThatCannotBeAnsweredSaySo() throws {
        let retriever = try world.retriever()
        #expect(throws: RetrievalError.emptyQuery) { try retriever.search(Query(text: "  ")) }
        #expect(throws: RetrievalError.unknownProduct(try id("zz"))) { try retriever.search(Query(product: id("zz"))) }
        var many = Query(text: "mug")
        many.limit = 100_000
        #expect(throws: RetrievalError.badNumber(field: "limit", allowed: "1...200")) { try retriever.search(many) }
        _ = try world.store.upsert([SmallWorld.product("new", "new thing", picture: 7, in: world.folder)])
        #expect(throws: RetrievalError.notIndexed(try id("new"))) { try retriever.search(Query(product: id("new"))) }
    }

    @Test func aDeletedProductIsShownNoMore() throws {
        let retriever = try world.retriever()
        _ = try world.store.delete([try id("p1")])
        #expect(!(try retriever.search(Query(text: "red mug large")).results.contains { $0.product.id.text == "p1" }))
    }

    @Test func aNewIndexIsTakenUpWithoutAStop() throws {
        let retriever = try world.retriever()
        #expect(try !retriever.refresh())
        _ = try world.store.upsert([SmallWorld.product("p9", "violet vase", picture: 90, in: world.folder)])
        #expect(try world.publish().encoded == 1)
        #expect(try retriever.search(Query(text: "violet vase")).results.first?.product.id.text != "p9")
        #expect(try retriever.refresh())
        #expect(try retriever.search(Query(text: "violet vase")).results.first?.product.id.text == "p9")
    }
}
