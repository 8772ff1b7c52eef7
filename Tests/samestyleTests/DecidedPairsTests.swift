import Catalog
import Foundation
import Records
import Testing

/// What people decided in reviews, as the pairs that a training starts with.
@Suite struct DecidedPairsTests {
    @Test("duplicates and variants are pairs to learn from, different ones none; what changed since says nothing")
    func wholeWay() throws {
        let program = try Program()
        func list(_ bowl: String) throws {
            let products = try program.scratch.write(
                "id,title,category\na,red mug,Home\nb,red mug,Home\nc,blue lamp,Light\nd,\(bowl),Home\ne,desk,Home\n",
                to: "p.csv")
            try program.run("catalog", "import", products)
        }
        try list("bowl")
        let clicks = try program.scratch.write("session,product,event\n1,a,click\n1,b,click\n", to: "c.csv")
        try program.run("clicks", "import", clicks)
        #expect(try program.run("pairs").object()["kept"] as? Int == 1)
        do {
            let store = try CatalogStore(path: program.data.appending(path: "catalog.sqlite").path)
            func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }
            try store.decide([
                PairDecision(id("a"), id("b"), .different), PairDecision(id("a"), id("c"), .duplicate),
                PairDecision(id("b"), id("e"), .variants), PairDecision(id("d"), id("e"), .duplicate),
            ])
        }
        var told = try program.run("pairs").object()
        #expect(told["kept"] as? Int == 3 && told["decided"] as? Int == 3)
        #expect((told["dropped"] as? [String: Int])?["decided different"] == 1)
        try list("soup bowl")
        told = try program.run("pairs").object()
        #expect(told["decided"] as? Int == 2)
        let said = try program.run("pairs", json: false).output
        #expect(said.contains("2 kept, 2 of them decided by people"), "\(said)")
    }
}
