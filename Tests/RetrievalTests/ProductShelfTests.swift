import Catalog
import Records
import Testing

@testable import Retrieval

@Suite struct ProductShelfTests {
    @Test func whatIsKeptIsGivenAndNeverMoreThanTheBoundIsKept() throws {
        let shelf = ProductShelf(bound: 160)
        for row in 0..<2000 {
            let id = try #require(ProductID("p\(row)"))
            shelf.keep(StoredProduct(product: Product(id: id, title: "title \(row)")), row)
            #expect(shelf.product(row)?.product.title == "title \(row)")
        }
        let kept = (0..<2000).filter { shelf.product($0) != nil }
        #expect(kept.count <= 160 && kept.count >= 100)
        #expect(kept.allSatisfy { shelf.product($0)?.id.text == "p\($0)" })
    }

    @Test func whatIsChangedOrDeletedIsAnsweredAsItIsNowThoughItWasAnsweredBefore() throws {
        let world = try SmallWorld()
        try world.publish()
        let retriever = try world.retriever(writes: true)
        func answered() throws -> [String: String] {
            let results = try retriever.search(Query(text: "red mug")).results
            return Dictionary(uniqueKeysWithValues: results.map { ($0.product.id.text, $0.product.product.title) })
        }
        #expect(try answered()["p1"] == "red mug large")
        let id = try #require(ProductID("p1"))
        var changed = try #require(try world.store.products([id]).first)
        changed.product.title = "red mug, dishwasher-proof"
        _ = try world.store.upsert([changed])
        try retriever.take([changed.id])
        #expect(try answered()["p1"] == "red mug, dishwasher-proof")
        _ = try world.store.delete([changed.id])
        try retriever.take([changed.id])
        #expect(try answered()["p1"] == nil && answered().count == 5)
    }

    @Test func aPageOfBeforeShowsAProductAsItIsNow() throws {
        let world = try SmallWorld()
        try world.publish()
        let retriever = try world.retriever(writes: true)
        var query = Query(text: "red mug")
        query.limit = 2
        let first = try retriever.search(query)
        var rest = Query(text: "red mug")
        rest.limit = 200
        // All are known by now.
        let later = try retriever.search(rest).results.dropFirst(2).map(\.product)
        var changed = try #require(later.first)
        changed.product.title = "new words"
        _ = try world.store.upsert([changed])
        try retriever.take([changed.id])
        query.page = first.next
        let titles = try retriever.search(query).results.map { ($0.product.id, $0.product.product.title) }
        #expect(titles.first { $0.0 == changed.id }.map { $0.1 == "new words" } ?? true)
        #expect(!titles.isEmpty)
    }
}
