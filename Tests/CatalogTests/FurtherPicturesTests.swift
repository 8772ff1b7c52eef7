import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Catalog

struct FurtherPicturesTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore

    init() throws {
        scratch = try ScratchFolder()
        store = try CatalogStore(path: scratch.path + "/catalog.sqlite")
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    private static func facts(_ name: String, hash: UInt64 = .max) -> PictureFacts {
        PictureFacts(path: "/\(name).jpg", digest: "digest of \(name)", perceptualHash: hash, width: 3, height: 4)
    }

    private func product(_ name: String, _ pictures: String...) throws -> StoredProduct {
        StoredProduct(
            product: Product(id: try id(name), title: "Shoe", images: pictures.map { "/\($0).jpg" }),
            pictures: pictures.map { Self.facts($0) })
    }

    private func kept(_ name: String) throws -> [String] {
        try #require(try store.product(try id(name))).pictures.map(\.path)
    }

    /// How many rows of further pictures there are.
    private func rows() throws -> Int {
        try store.reading { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM product_picture") ?? -1 }
    }

    @Test func allPicturesComeBackInTheirOrderWhereverAProductIsRead() throws {
        let given = [
            try product("a", "3", "1", "2"), try product("b"), try product("c", "1"), try product("d", "1", "4"),
        ]
        #expect(try store.upsert(given) == [.imported, .imported, .imported, .imported])
        let stored = try store.products(given.map(\.id))
        #expect(stored.map(\.pictures) == given.map(\.pictures))
        #expect(stored[0].picture == Self.facts("3") && stored[1].picture == nil)
        var batches: [StoredProduct] = []
        try store.forEachProduct(batch: 3) { batches += $0 }
        #expect(batches == stored)
        #expect(try store.changes(since: 0) == stored.map { .stored($0) })
        #expect(try rows() == 3)
    }

    @Test func anyChangeOfAnyPictureIsAChangeOfTheProduct() throws {
        try store.upsert([try product("a", "1", "2", "3"), try product("b", "4", "5")])
        #expect(try store.upsert([try product("a", "1", "2", "3")]) == [.unchanged])
        #expect(try store.revision() == 2)
        let next = [["1", "3", "2"], ["1", "3"], ["3", "1"], ["1"], [], ["1", "2", "3", "4"]]
        for (at, pictures) in next.enumerated() {
            var changed = try product("a")
            changed.pictures = pictures.map { Self.facts($0) }
            #expect(try store.upsert([changed]) == [.updated])
            #expect(try kept("a") == pictures.map { "/\($0).jpg" })
            #expect(try store.revision() == Int64(3 + at))
            #expect(try store.upsert([changed]) == [.unchanged])
        }
        var same = try product("a", "1", "2", "3", "4")
        same.product.images = []
        same.pictures[3] = Self.facts("4", hash: 5)
        #expect(try store.upsert([same]) == [.updated])
        #expect(try store.product(try id("a"))?.pictures[3].perceptualHash == 5)
        #expect(try kept("b") == ["/4.jpg", "/5.jpg"])
    }

    @Test func whatADeletedProductHadIsGoneAndNoOthers() throws {
        try store.upsert([try product("a", "1", "2"), try product("b", "3", "4", "5")])
        #expect(try store.delete([try id("b")]) == 1)
        #expect(try rows() == 1)
        // SQLite gives the number of the last row that was deleted again.
        try store.upsert([try product("c", "6")])
        #expect(try kept("c") == ["/6.jpg"])
        try store.upsert([try product("b", "3")])
        #expect(try kept("b") == ["/3.jpg"])
        #expect(try kept("a") == ["/1.jpg", "/2.jpg"])
    }

    @Test func picturesAreKeptWithTheirProductOrNotAtAll() throws {
        struct Stop: Error {}
        try store.upsert([try product("a", "1", "2")])
        let source = ImportRecord.Source(kind: "products", path: "/f.csv")
        let record = try store.begin(ImportRecord(source: source, fingerprint: "f", rejects: "/r.csv"))
        let changed = [try product("a", "2", "1"), try product("b", "3", "4")]
        #expect(throws: Stop.self) {
            try store.upsert(changed, pictures: [], importing: record.number) { _ in throw Stop() }
        }
        #expect(try kept("a") == ["/1.jpg", "/2.jpg"])
        #expect(try rows() == 1)
        try store.upsert(changed, pictures: [], importing: record.number) { outcomes in
            #expect(outcomes == [.updated, .imported])
            var next = record
            next.picturesLeftOut = 4
            return next
        }
        #expect(try kept("a") == ["/2.jpg", "/1.jpg"])
        #expect(try store.importRecord(of: source)?.picturesLeftOut == 4)
    }
}
