import Catalog
import Encoders
import Measures
import Neighbors
import Records
import Retrieval
import Testing

@Suite struct MeasuringTests {
    private static let tolerance: Float = 1e-4

    private static func stored(_ world: SmallWorld) throws -> [StoredProduct] {
        var all: [StoredProduct] = []
        try world.store.forEachProduct { all += $0 }
        return all
    }

    private static func vector(_ snapshot: IndexSnapshot, _ id: String, _ view: View) throws -> [Float]? {
        let id = try #require(ProductID(id))
        return snapshot.vector(try #require(snapshot.row(of: id)), view)
    }

    private static func near(_ a: [Float]?, _ b: [Float]?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return zip(a, b).allSatisfy { abs($0 - $1) < tolerance }
    }

    @Test("withholding what no product has changes nothing")
    func nothingWithheld() throws {
        let world = try SmallWorld()
        let whole = try world.publish().snapshot
        let outcome = try WithheldSnapshot(of: Self.stored(world), without: [.brand], whole, world.model)
        #expect(outcome.unreadable == 0 && outcome.snapshot.manifest.count == 6)
        for id in whole.products.map(\.text) {
            for view in View.allCases {
                #expect(try Self.near(Self.vector(whole, id, view), Self.vector(outcome.snapshot, id, view)), "\(id)")
            }
        }
    }

    @Test("with titles withheld the words are the rest and the picture is as it was")
    func titlesWithheld() throws {
        let world = try SmallWorld()
        let whole = try world.publish().snapshot
        let few = try Self.stored(world).filter { ["p1", "p5"].contains($0.id.text) }
        let snapshot = try WithheldSnapshot(of: few, without: [.title], whole, world.model).snapshot
        #expect(snapshot.products.map(\.text) == ["p1", "p5"])
        #expect(try Self.near(Self.vector(snapshot, "p1", .t), world.model.embed(texts: ["Mugs"])))
        let joint = try world.model.embed(products: [(try world.picture("p1"), "Mugs")])
        #expect(try Self.near(Self.vector(snapshot, "p1", .m), joint))
        #expect(try !Self.near(Self.vector(snapshot, "p1", .m), Self.vector(whole, "p1", .m)))
        #expect(try Self.vector(snapshot, "p1", .i) == Self.vector(whole, "p1", .i))
        #expect(try Self.near(Self.vector(snapshot, "p5", .t), world.model.embed(texts: ["Other"])))
    }

    @Test("a product left without words has no view t, and without a picture too no view at all")
    func everythingWithheld() throws {
        let world = try SmallWorld()
        let whole = try world.publish().snapshot
        let snapshot = try WithheldSnapshot(
            of: Self.stored(world), without: [.title, .category], whole, world.model
        ).snapshot
        #expect(try Self.vector(snapshot, "p0", .t) == nil)
        let alone = try world.model.embed(products: [(try world.picture("p0"), nil)])
        #expect(try Self.near(Self.vector(snapshot, "p0", .m), alone))
        for view in View.allCases { #expect(try Self.vector(snapshot, "p5", view) == nil) }
    }

    @Test("fields are named as the import names them, and no other name is one")
    func fieldNames() {
        for name in ["title", "category", "brand", "description", "attribute.color"] {
            #expect(WithheldField(name)?.description == name)
        }
        for name in ["", "titel", "seller", "style", "attribute.", "attribute", "Title"] {
            #expect(WithheldField(name) == nil)
        }
    }

    @Test("a question of style transfer is a picture and the words of another value of its style")
    func transfer() throws {
        let world = try SmallWorld()
        let looks = [("a", "red"), ("a", "Blue"), ("a", "blue"), ("b", "red"), ("b", "red"), ("", "green")]
        var products: [StoredProduct] = []
        for (at, look) in looks.enumerated() {
            let shade = UInt8(20 + at * 35)
            var stored = try SmallWorld.product("c\(at)", "coat", picture: shade, in: world.folder)
            stored.product.style = look.0.isEmpty ? nil : look.0
            stored.product.attributes = ["color": look.1]
            products.append(stored)
        }
        _ = try world.store.upsert(products)
        let snapshot = try world.publish().snapshot
        let scores = try StyleTransfer(products, snapshot, world.model).measure("color")
        // The red coat asks for blue, and each blue one for red; style b has no other value.
        #expect(Set(scores.keys) == Set(StyleTransfer.Cell.allCases))
        #expect(scores.values.allSatisfy { $0.queries == 3 })
        for (cell, view) in [(StyleTransfer.Cell.both, View.m), (.bothByPicture, .i)] {
            var sum = 0.0
            for (asker, words, right) in [(0, "blue", [1, 2]), (1, "red", [0]), (2, "red", [0])] {
                let query = try world.model.embed(products: [(try world.picture("c\(asker)"), words)])
                let order = try (0..<6).filter { $0 != asker }.map { at in
                    (at, innerProduct(query, try Self.vector(snapshot, "c\(at)", view) ?? []))
                }.sorted { $0.1 > $1.1 }.map(\.0)
                sum += 1 / Double(1 + (order.firstIndex { right.contains($0) } ?? 99))
            }
            #expect(abs((scores[cell]?.mrr ?? 0) - sum / 3) < 1e-9)
        }
        #expect(try StyleTransfer(products, snapshot, world.model).measure("size").isEmpty)
    }
}
