import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Catalog

struct CatalogStoreTests {
    private let scratch: ScratchFolder
    private let store: CatalogStore

    init() throws {
        scratch = try ScratchFolder()
        store = try CatalogStore(path: scratch.path + "/catalog.sqlite")
    }

    private func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }

    private func product(_ name: String, title: String = "Red shoe") throws -> StoredProduct {
        StoredProduct(
            product: Product(
                id: try id(name), title: title, description: "line\none \\ two", category: ["A", "B\\n", ""],
                brand: "Acmé", seller: "s1", price: Price(amount: 12.5, currency: "EUR"), style: "st",
                attributes: ["color": "red", "a\nb": "c\\"], images: ["/x.jpg", "https://e.org/y.png"]),
            picture: PictureFacts(
                path: "/x.jpg", digest: "d", perceptualHash: 0xFFFF_0000_FFFF_0001, width: 3, height: 4))
    }

    @Test func aProductComesBackAsItWasGiven() throws {
        let given = try product("p1")
        #expect(try store.upsert([given]) == [.imported])
        let stored = try #require(try store.product(try id("p1")))
        #expect(stored.product == given.product)
        #expect(stored.picture == given.picture)
        #expect(stored.revision == 1)
        #expect(try store.count() == 1)
    }

    @Test("line ends of two bytes and marks over a backslash keep attributes, categories and images apart")
    func bytesThatSwiftTakesForOneCharacter() throws {
        var given = try product("p1")
        given.product.attributes = ["note": "a\r\nb", "size": "4", "odd\\\u{301}": "\r\n"]
        given.product.category = ["one\r\ntwo", "three"]
        #expect(try store.upsert([given]) == [.imported])
        #expect(try store.product(try id("p1"))?.product == given.product)
        #expect(try store.upsert([given]) == [.unchanged])
    }

    @Test("sessions that differ behind a NUL stay two sessions")
    func clicksWithNUL() throws {
        let product = try id("p")
        let clicks = ["a\0x", "a\0y", "\0x"].map { Click(session: $0, product: product) }
        #expect(try store.add(clicks: clicks) == [.added, .added, .added])
        #expect(Set(try store.clicks().map(\.session)) == ["a\u{FFFD}x", "a\u{FFFD}y", "\u{FFFD}x"])
        #expect(try store.add(clicks: clicks) == [.known, .known, .known])
    }

    @Test func theRevisionGrowsWithEachRealChangeAndNoOther() throws {
        #expect(try store.upsert([try product("a"), try product("b")]) == [.imported, .imported])
        #expect(try store.upsert([try product("a"), try product("b", title: "Blue")]) == [.unchanged, .updated])
        #expect(try store.revision() == 3)
        let changes = try store.changes(since: 1)
        #expect(changes.map(\.revision) == [3])
        #expect(try store.product(try id("a"))?.revision == 1)
    }

    @Test func aDeletionIsAChangeUntilTheProductComesAgain() throws {
        try store.upsert([try product("a"), try product("b")])
        #expect(try store.delete([try id("a"), try id("none")]) == 1)
        #expect(try store.changes(since: 2) == [.deleted(try id("a"), revision: 3)])
        #expect(try store.search(text: "shoe", limit: 9).map(\.id) == [try id("b")])
        try store.upsert([try product("a")])
        let changes = try store.changes(since: 2)
        #expect(changes.count == 1)
        #expect(changes[0].revision == 4)
        #expect(try store.changes(since: 0, limit: 1).map(\.revision) == [2])
    }

    @Test func productsAreGivenInTheOrderOfIdsBatchByBatch() throws {
        try store.upsert(try ["c", "a", "e", "b", "d"].map { try product($0) })
        var batches: [[String]] = []
        try store.forEachProduct(batch: 2) { batches.append($0.map(\.id.text)) }
        #expect(batches == [["a", "b"], ["c", "d"], ["e"]])
        #expect(try store.products(try [id("d"), id("x"), id("a")]).map(\.id.text) == ["d", "a"])
        #expect(try store.known(try [id("d"), id("x")]) == [try id("d")])
    }

    @Test func theSearchFindsStemsWithoutAccentsAndPutsTitlesFirst() throws {
        var described = try product("d", title: "Bag")
        described.product.description = "goes with running shoes"
        try store.upsert([described, try product("t", title: "Running shoe"), try product("n", title: "Hat")])
        #expect(try store.search(text: "RUN shoes", limit: 9).map(\.id.text) == ["t", "d"])
        #expect(try store.search(text: "acme", limit: 2).count == 2)
        for text in ["", "\"", "shoe\" OR *", "NEAR(", "a:b", "-", "\0", "AND"] {
            _ = try store.search(text: text, limit: 9)
        }
        try store.upsert([try product("t", title: "Scarf")])
        #expect(try store.search(text: "running", limit: 9).map(\.id.text) == ["d"])
    }

    @Test func theSameClickAgainChangesNothingAndClicksComeBySession() throws {
        let a = try id("a")
        let clicks = [
            Click(session: "2", product: a, time: 9), Click(session: "1", product: a, position: 2, time: 5),
            Click(session: "1", user: "u", query: "q", product: a, event: .purchase, position: 1, time: 5),
            Click(session: "1", product: a), Click(session: "1", product: a),
        ]
        #expect(try store.add(clicks: clicks) == [.added, .added, .added, .added, .known])
        #expect(try store.add(clicks: clicks).allSatisfy { $0 == .known })
        #expect(try store.clickCount() == 4)
        #expect(try store.clicks() == [clicks[3], clicks[2], clicks[1], clicks[0]])
    }

    @Test func clicksThatDifferInOneFieldAloneAreTwo() throws {
        let a = try id("a")
        let clicks = [
            Click(session: "s", user: "u", product: a), Click(session: "s", query: "u", product: a),
            Click(session: "su", product: a), Click(session: "s", user: "", product: a),
            Click(session: "s", product: a),
            Click(session: "s", product: a, position: 1), Click(session: "s", product: a, time: 1),
        ]
        #expect(try store.add(clicks: clicks).allSatisfy { $0 == .added })
    }

    @Test func decisionsAreFoundInEitherOrder() throws {
        let (a, b) = (try id("a"), try id("b"))
        try store.decide([PairDecision(b, a, .variants, time: 3)])
        try store.decide([PairDecision(a, b, .duplicate, keep: b, time: 4)])
        let decision = try #require(try store.decision(b, a))
        #expect(decision.verdict == .duplicate && decision.keep == b && decision.time == 4)
        #expect(try store.decision(a, a) == nil)
        #expect(try store.decisions().count == 1)
    }

    @Test func aPartOfAnImportIsStoredWholeOrNotAtAll() throws {
        struct Stop: Error {}
        let source = ImportRecord.Source(kind: "products", path: "/f.csv")
        let record = try store.begin(ImportRecord(source: source, fingerprint: "f", rejects: "/r.csv"))
        let file = PictureFile(
            facts: try #require(try product("a").picture), size: 5, modified: 6)
        #expect(throws: Stop.self) {
            try store.upsert([try product("a")], pictures: [file], importing: record.number) { _ in throw Stop() }
        }
        #expect(try store.count() == 0)
        #expect(try store.pictureFiles(["/x.jpg"]).isEmpty)
        try store.upsert([try product("a"), try product("a")], pictures: [file], importing: record.number) { outcomes in
            #expect(outcomes == [.imported, .repeated])
            var next = record
            next.offset = 77
            next.finished = true
            return next
        }
        #expect(try store.importRecord(of: source)?.offset == 77)
        #expect(try store.importRecord(of: source)?.finished == true)
        #expect(try store.pictureFiles(["/x.jpg", "/y.jpg"]) == ["/x.jpg": file])
        #expect(try store.begin(record).number > record.number)
    }

    @Test func whatWasStoredIsThereAfterOpeningAgain() throws {
        try store.upsert([try product("a")])
        let again = try CatalogStore(path: store.path)
        #expect(try again.count() == 1)
    }

    @Test func aTextWithANULIsKeptWithoutIt() throws {
        let given = try product("z", title: "a\0b")
        try store.upsert([given])
        #expect(try store.product(try id("z"))?.product.title == "a\u{FFFD}b")
        #expect(try store.upsert([given]) == [.unchanged])
    }

    @Test func aFileThatIsNoCatalogueIsRefusedAndLeftAlone() throws {
        let text = try scratch.write(String(repeating: "no database ", count: 50), to: "text.sqlite")
        #expect(throws: CatalogError.notACatalog(path: text)) { _ = try CatalogStore(path: text) }
        var header = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 4080)
        header[71] = 9
        let foreign = try scratch.write(header, to: "foreign.sqlite")
        #expect(throws: CatalogError.notACatalog(path: foreign)) { _ = try CatalogStore(path: foreign) }
        #expect(try Data(contentsOf: URL(filePath: foreign)) == Data(header))
        #expect(throws: CatalogError.self) { _ = try CatalogStore(path: "/proc/none/catalog.sqlite") }
    }

    @Test func aCatalogueOfANewerProgramIsRefused() throws {
        let path = scratch.path + "/newer.sqlite"
        let newer = try CatalogStore(path: path)
        try newer.writing { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: from the future')") }
        #expect(throws: CatalogError.newer(path: path)) { _ = try CatalogStore(path: path) }
    }

    @Test func textThatMovesBetweenFieldsIsFoundByItsNewPlace() throws {
        var moved = try product("m", title: "Shoe")
        moved.product.description = "velvet . linen"
        try store.upsert([moved, try product("n", title: "velvet")])
        moved.product.title = "Shoe . velvet"
        moved.product.description = "linen"
        #expect(try store.upsert([moved]) == [.updated])
        #expect(try store.search(text: "velvet", limit: 2).count == 2)
    }

    @Test func manyMayReadWhileOneWrites() async throws {
        let store = store
        let all = try (0..<200).map { try product("p\($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for start in stride(from: 0, to: 200, by: 20) {
                group.addTask { try store.upsert(Array(all[start..<start + 20])) }
                group.addTask { _ = try store.search(text: "shoe", limit: 5) }
            }
            try await group.waitForAll()
        }
        #expect(try store.count() == 200)
        #expect(Set(try store.changes(since: 0).map(\.revision)) == Set(1...200))
    }
}

struct SHA256Tests {
    /// The examples of FIPS 180-4, and the lengths around a block's end (from `sha256sum`).
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (String(repeating: "a", count: 56), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        (String(repeating: "a", count: 63), "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
        (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (String(repeating: "a", count: 65), "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"),
        (String(repeating: "a", count: 119), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"),
        (String(repeating: "a", count: 120), "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"),
    ])
    func theDigestIsTheStandards(_ text: String, _ expected: String) {
        #expect(SHA256.hexadecimal(Array(text.utf8)) == expected)
    }
}
