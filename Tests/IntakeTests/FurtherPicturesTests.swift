import Catalog
import Foundation
import Records
import TestSupport
import Testing

@testable import Intake

struct FurtherPicturesTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func product(_ id: String) throws -> StoredProduct {
        let id = try #require(ProductID(id))
        return try #require(try bench.store.product(id))
    }

    @Test func theFactsOfEveryPictureThatIsAFileAreKept() throws {
        try bench.picture("a.png", 10)
        try bench.picture("b.png", 20)
        let text = """
            {"id": "1", "title": "t", "image": ["https://e.org/x.jpg", "b.png", "a.png"]}
            {"id": "2", "title": "t", "image": ["a.png", "b.png"]}
            {"id": "3", "title": "t", "image": "https://e.org/x.jpg"}
            """
        #expect(try bench.products(text, name: "p.jsonl").imported == 3)
        let one = try product("1")
        #expect(one.product.images.first == "https://e.org/x.jpg")
        #expect(one.pictures.map(\.path) == Array(one.product.images.dropFirst()))
        #expect(one.pictures.map { URL(filePath: $0.path).lastPathComponent } == ["b.png", "a.png"])
        #expect(try product("2").pictures == one.pictures.reversed())
        #expect(try product("3").pictures.isEmpty)
        #expect(try bench.products(text, name: "p.jsonl").unchanged == 3)
        try bench.picture("b.png", 21)
        #expect(try bench.products(text, name: "p.jsonl").updated == 2)
        #expect(try product("1").pictures[1] == one.pictures[1])
    }

    @Test func aPictureThatIsNamedTwiceIsKeptOnce() throws {
        try bench.picture("a.png")
        try bench.picture("b.png", 20)
        let text = "id,title,image,image,image,image\n1,t,a.png,b.png,a.png,./b.png\n"
        #expect(try bench.products(text).imported == 1)
        let stored = try product("1")
        #expect(stored.pictures.map { URL(filePath: $0.path).lastPathComponent } == ["a.png", "b.png"])
        #expect(stored.product.images == stored.pictures.map(\.path))
    }

    @Test func oneBrokenPictureAmongManyRejectsTheRow() throws {
        try bench.picture("a.png")
        _ = try bench.scratch.write("no picture", to: "b.png")
        #expect(try bench.products("id,title,image,image\n1,t,a.png,b.png\n").rejected == 1)
        #expect(try bench.rejected().first?.contains("broken picture b.png") == true)
    }

    @Test func ofTooManyPicturesTheFirstAreKeptAndTheOthersCounted() throws {
        let most = StoredProduct.mostPictures
        for at in 0..<most { try bench.picture("\(at).png", UInt8(at)) }
        // Those beyond are not looked at: that they are not there is no mistake.
        let names = (0..<most + 3).map { "\"\($0).png\"" }.joined(separator: ",")
        let text = """
            {"id": "1", "title": "t", "image": [\(names)]}
            {"id": "1", "title": "again", "image": [\(names)]}
            {"id": "2", "title": "t", "image": ["none.png", \(names)]}
            {"id": "3", "title": "t", "image": ["0.png"]}
            """
        // Two batches: what is counted stands in the record of the import.
        let summary = try bench.products(text, name: "p.jsonl", batch: 2)
        #expect(summary.imported == 2 && summary.rejected == 2 && summary.picturesLeftOut == 3)
        let names16 = try product("1").pictures.map { URL(filePath: $0.path).lastPathComponent }
        #expect(names16 == (0..<most).map { "\($0).png" })
        let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(summary)) as? [String: Any]
        #expect(encoded?["pictures_left_out"] as? Int == 3)
    }
}
