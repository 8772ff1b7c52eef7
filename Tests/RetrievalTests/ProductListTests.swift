import Records
import Retrieval
import TestSupport
import Testing

@Suite struct ProductListTests {
    private static func list(_ texts: [String]) throws -> (ids: [ProductID], list: ProductList) {
        let ids = try texts.map { try #require(ProductID($0)) }
        var builder = ProductListBuilder()
        for id in ids { builder.append(id) }
        return (ids, try builder.finish())
    }

    private static let scripts = [
        "b", "a", "aa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaab", "aaaaaaaa0", "é", "e\u{301}", "日本", "日", "日本語の商品の名前",
        "обувь", "обувь 2",
        "👟", "حذاء", "~", " ", "A", String(repeating: "z", count: 128), String(repeating: "z", count: 127), "ÿ",
    ]

    @Test func everyRowIsFoundByItsProduct() throws {
        let folder = try ScratchFolder()
        let (ids, built) = try Self.list(Self.scripts)
        try built.write(to: folder.path("products"))
        for list in [built, try ProductList(mapping: folder.path("products"))] {
            #expect(list.count == ids.count)
            for (row, id) in ids.enumerated() {
                #expect(list[row] == id && list.row(of: id) == row, "\(id)")
            }
            for absent in ["c", "aaaaaaa", "aaaaaaaac", "0", "\u{10FFFF}", "日本語", "e"] {
                #expect(try list.row(of: #require(ProductID(absent))) == nil, "\(absent)")
            }
        }
    }

    @Test func ofEqualProductsTheLastRowIsGiven() throws {
        let (_, list) = try Self.list(["x", "y", "x", "a", "x", "y", "z"])
        #expect(try list.row(of: #require(ProductID("x"))) == 4)
        #expect(try list.row(of: #require(ProductID("y"))) == 5)
        #expect(try list.row(of: #require(ProductID("a"))) == 3)
    }

    @Test func anEmptyListHasNothing() throws {
        let folder = try ScratchFolder()
        let (_, built) = try Self.list([])
        try built.write(to: folder.path("products"))
        let list = try ProductList(mapping: folder.path("products"))
        #expect(list.count == 0)
        #expect(try list.row(of: #require(ProductID("x"))) == nil)
    }

    @Test func aListOfManyIsAsADictionary() throws {
        var draw = FacetDraw(seed: 3)
        let texts = (0..<3000).map { _ in "shop \(draw.next() % 2000)" }
        let (ids, list) = try Self.list(texts)
        let rows = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
        for id in ids { #expect(list.row(of: id) == rows[id]) }
    }
}
