import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Catalog

/// Catalogues that older versions wrote, one of each, in `Golden`.
///
/// `catalogue-1.sqlite`: written by the commit 89c067a, then vacuumed to pages of 512 bytes to be small.
struct OldCatalogueTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore
    private static let main = PictureFacts(
        path: "/pictures/a.jpg", digest: String(repeating: "a1", count: 32), perceptualHash: 0xFFFF_0000_FFFF_0001,
        width: 300, height: 400)

    init() throws {
        scratch = try ScratchFolder()
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/catalogue-1.sqlite")
        let path = try scratch.write(Array(try Data(contentsOf: golden)), to: "catalog.sqlite")
        store = try CatalogStore(path: path)
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    private func twoPictured() throws -> StoredProduct { try #require(try store.product(try id("two"))) }

    @Test func aCatalogueOfTheFirstVersionIsReadWhole() throws {
        let two = try twoPictured()
        let product = Product(
            id: two.id, title: "Red shoe", description: "with\nlaces", category: ["Clothing", "Shoes"], brand: "Acme",
            seller: "s1", price: Price(amount: 12.5, currency: "EUR"), style: "st1", attributes: ["color": "red"],
            images: ["/pictures/a.jpg", "/pictures/b.jpg"])
        #expect(two == StoredProduct(product: product, picture: Self.main, revision: 1))
        #expect(try store.count() == 2)
        #expect(try store.changes(since: 1).map(\.revision) == [2, 4])
        #expect(try store.search(text: "shoes", limit: 5).map(\.id) == [two.id])
        #expect(try store.pictureFiles(["/pictures/a.jpg"]).values.map(\.size) == [5])
        #expect(try store.clicks() == [Click(session: "s", query: "shoe", product: two.id, time: 7)])
        #expect(try store.decision(two.id, try id("none"))?.verdict == .different)
        let record = try store.importRecord(of: ImportRecord.Source(kind: "products", path: "/shop.csv"))
        #expect(record?.offset == 99 && record?.imported == 3 && record?.picturesLeftOut == 0)
    }

    @Test func itGoesOnWorkingAndTakesFurtherPictures() throws {
        var two = try twoPictured()
        #expect(try store.upsert([two]) == [.unchanged])
        two.pictures.append(PictureFacts(path: "/pictures/b.jpg", digest: "b", perceptualHash: 1, width: 2, height: 3))
        #expect(try store.upsert([two]) == [.updated])
        let again = try CatalogStore(path: store.path)
        #expect(try again.product(two.id)?.pictures == two.pictures)
        #expect(try again.changes(since: 4).map(\.revision) == [5])
        #expect(try again.delete([two.id]) == 1)
        #expect(try again.upsert([StoredProduct(product: two.product)]) == [.imported])
        #expect(try again.product(two.id)?.pictures == [])
        let check = try again.reading { db in try String.fetchOne(db, sql: "PRAGMA integrity_check") }
        #expect(check == "ok")
    }
}
