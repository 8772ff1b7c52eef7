import Records
import Tensors
import Testing

@testable import Training

@Suite struct TextVariationTests {
    private static func product(_ title: String, category: String? = "Shirts", queries: [String] = []) throws
        -> TrainingProduct
    {
        TrainingProduct(
            Product(
                id: try #require(ProductID("p")), title: title, category: [category].compactMap { $0 },
                attributes: ["colour": "dark red"]),
            picture: nil, queries: queries)
    }

    /// How often each text came of so many draws.
    private static func counts(
        _ product: TrainingProduct, _ draws: Int = 4000, _ change: (inout TextVariation) -> Void
    ) -> [String: Int] {
        var variation = TextVariation()
        (variation.query, variation.titleDropout, variation.fieldDropout, variation.wordDropout) = (0, 0, 0, 0)
        change(&variation)
        var g = Generator(seed: 3)
        return (0..<draws).reduce(into: [:]) { counts, _ in
            counts[variation.text(of: product, using: &g), default: 0] += 1
        }
    }

    @Test("without any variation a text is the listing's")
    func none() throws {
        #expect(Self.counts(try Self.product("Polo")) { _ in } == ["Polo . Shirts . dark red": 4000])
    }

    @Test("the title is left out as often as asked, and the other fields stay")
    func title() throws {
        let counts = Self.counts(try Self.product("Polo")) { $0.titleDropout = 0.5 }
        #expect(Set(counts.keys) == ["Polo . Shirts . dark red", "Shirts . dark red"])
        #expect(abs(counts["Shirts . dark red", default: 0] - 2000) < 150)
    }

    @Test("a title that stands alone stays, and the first field of a product without one is no title")
    func alone() throws {
        let bare = TrainingProduct(
            Product(id: try #require(ProductID("p")), title: "Polo"), picture: nil, queries: [])
        #expect(Self.counts(bare) { $0.titleDropout = 1 } == ["Polo": 4000])
        let nameless = Self.counts(try Self.product(" ")) { $0.titleDropout = 1 }
        #expect(nameless == ["Shirts . dark red": 4000])
    }

    @Test("where every field is left out the first is said")
    func everything() throws {
        let counts = Self.counts(try Self.product("Polo")) { ($0.titleDropout, $0.fieldDropout) = (1, 1) }
        #expect(counts == ["Polo": 4000])
    }

    @Test("words are left out whole, never all of a field")
    func words() throws {
        let counts = Self.counts(try Self.product("Polo", category: nil)) { $0.wordDropout = 0.25 }
        #expect(Set(counts.keys) == ["Polo . dark red", "Polo . dark", "Polo . red"])
        // "dark" alone also where both were drawn: 3/16 + 1/16.
        #expect(abs(counts["Polo . dark", default: 0] - 1000) < 120)
        #expect(abs(counts["Polo . red", default: 0] - 750) < 120)
    }

    @Test("a query stands for the listing as often as asked")
    func queries() throws {
        let counts = Self.counts(try Self.product("Polo", queries: ["red shirt"])) { $0.query = 0.3 }
        #expect(Set(counts.keys) == ["Polo . Shirts . dark red", "red shirt"])
        #expect(abs(counts["red shirt", default: 0] - 1200) < 130)
    }
}
