import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Catalog

/// A catalogue that the second version wrote.
///
/// `catalogue-2.sqlite`: written by the commit 40e873c, then vacuumed to pages of 512 bytes to be small.
struct SecondCatalogueTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore

    init() throws {
        scratch = try ScratchFolder()
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/catalogue-2.sqlite")
        store = try CatalogStore(path: try scratch.write(Array(try Data(contentsOf: golden)), to: "catalog.sqlite"))
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    @Test func itIsReadWholeWithItsFurtherPictures() throws {
        let facts = ["a", "b", "c"].map {
            PictureFacts(
                path: "/pictures/\($0).jpg", digest: "digest of \($0)", perceptualHash: 0xFFFF_0000_FFFF_0001,
                width: 300, height: 400)
        }
        let product = Product(
            id: try id("two"), title: "Red shoe", description: "with\nlaces", category: ["Clothing", "Shoes"],
            brand: "Acme", seller: "s1", price: Price(amount: 12.5, currency: "EUR"), style: "st1",
            attributes: ["color": "red"], images: facts.map(\.path))
        #expect(
            try store.product(product.id) == StoredProduct(product: product, pictures: facts, revision: 1))
        #expect(try store.count() == 2)
        #expect(try store.changes(since: 1).map(\.revision) == [2, 4])
        #expect(try store.search(text: "shoes", limit: 5).map(\.id) == [product.id])
        #expect(try store.pictureFiles(["/pictures/a.jpg"]).values.map(\.size) == [5])
        #expect(try store.clicks() == [Click(session: "s", query: "shoe", product: product.id, time: 7)])
        #expect(try store.decision(product.id, try id("none"))?.verdict == .different)
        let record = try store.importRecord(of: ImportRecord.Source(kind: "products", path: "/shop.csv"))
        #expect(record?.offset == 99 && record?.imported == 3 && record?.picturesLeftOut == 5)
    }

    @Test func itGoesOnWorkingAndKeepsAnswers() throws {
        let answer = KeptAnswer(
            owner: "", key: "k", request: [1], status: 201, type: "text/plain", body: [2], time: 1000)
        let new = StoredProduct(product: Product(id: try id("new"), title: "Hat"))
        #expect(try store.upsert([new]) { _ in answer } == [.imported])
        let again = try CatalogStore(path: store.path)
        #expect(try again.keptAnswer(owner: "", key: "k", now: 1000) == answer)
        #expect(try again.product(new.id)?.revision == 5)
        let check = try again.reading { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
    }
}
