import Records
import TestSupport
import Testing

@testable import Catalog

/// Words that many products have, where only some of those can be weighed.
@Suite struct WordSearchTests {
    private let store: CatalogStore
    private let folder: ScratchFolder

    /// A red mug, five mugs and twenty red hats, every fourth of them new, among forty sofas: what more than half of all have
    /// weighs nothing.
    init() throws {
        folder = try ScratchFolder()
        store = try CatalogStore(path: folder.path("catalog.sqlite"))
        var titles = [String](repeating: "mug", count: 5) + ["red mug"]
        for hat in 0..<20 { titles.append(hat % 4 == 0 ? "new red hat" : "red hat") }
        titles += [String](repeating: "blue sofa", count: 40)
        try store.upsert(
            try titles.enumerated().map { at, title in
                StoredProduct(product: Product(id: try #require(ProductID("\(at)")), title: title))
            })
    }

    private func found(_ text: String, weighing most: Int, limit: Int = 50) throws -> [String] {
        try store.search(text: text, limit: limit, weighing: most).map(\.id.text)
    }

    @Test func besideARareWordAFrequentOneOnlyPutsProductsFirst() throws {
        #expect(try found("red mug", weighing: 50).count == 26)
        let rare = try found("red mug", weighing: 8)
        #expect(rare.count == 6 && rare.first == "5")
    }

    @Test func productsHaveAllOfWordsThatAreAllFrequent() throws {
        #expect(try found("new red", weighing: 4).count == 4)
        #expect(try found("mug hat", weighing: 4) == [])
        #expect(try found("red", weighing: 4).count == 4)
    }

    @Test func aWordThatNoProductHasTakesNothingAway() throws {
        #expect(try found("unheard mug", weighing: 8).count == 6)
        #expect(try found("unheard red", weighing: 8).count == 8)
        #expect(try found("unheard", weighing: 8) == [])
    }

    @Test func theWordsOfAProductAreThoseThatItMatchesEachOnce() throws {
        let ids = try ["5", "0", "9", "none"].map { try #require(ProductID($0)) }
        let found = try store.words(of: "Mugs, red RED \"hats\" OR mugs", in: ids)
        #expect(found.mapKeys(\.text) == ["5": ["Mugs", "red"], "0": ["Mugs"], "9": ["red", "hats"]])
        #expect(try store.words(of: "!?", in: ids).values.allSatisfy(\.isEmpty))
    }
}

extension Dictionary {
    fileprivate func mapKeys<Other: Hashable>(_ name: (Key) -> Other) -> [Other: Value] {
        Dictionary<Other, Value>(uniqueKeysWithValues: map { (name($0), $1) })
    }
}
