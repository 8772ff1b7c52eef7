import Neighbors
import Records
import Retrieval
import Testing

@Suite struct FacetCountsTests {
    private static func columns() throws -> FacetColumns {
        func product(
            _ id: String, _ category: [String], _ brand: String?, _ amount: Double?, _ attributes: [String: String]
        ) throws -> Product {
            Product(
                id: try #require(ProductID(id)), title: "Boot", category: category, brand: brand,
                price: amount.map { Price(amount: $0) }, attributes: attributes)
        }
        return try FacetColumns.of([
            product("a", ["Shoes", "Boots"], "Acme", 5, ["color": "Red"]),
            product("b", ["Shoes", "shoes"], "ACME", 5, ["Color": "red", "COLOR": "Blue"]), nil,
            product("c", ["Hats"], "Bolt", 49.5, [:]), product("d", [], nil, nil, ["attribute.color": "RED"]),
        ])
    }

    @Test(arguments: [
        ("brand", "Acme 2, Bolt 1"), ("BRAND", "Acme 2, Bolt 1"), ("category", "Shoes 2, Boots 1, Hats 1"),
        ("color", "Red 2, Blue 1"), ("attribute.color", "Red 3, Blue 1"), ("price", ""),
        ("title", "Boot 4"), ("id", "a 1, b 1, c 1, d 1"), ("missing", ""),
    ])
    func valuesAreCountedAsTheShopWroteThem(field: String, counts: String) throws {
        let found = try Self.columns().counts(of: field, limit: 9)
        // Which of two spellings in one product comes first is chance.
        #expect(found.map { "\($0.value.lowercased()) \($0.count)" }.joined(separator: ", ") == counts.lowercased())
        if field == "brand" { #expect(found.map(\.value) == ["Acme", "Bolt"]) }
    }

    @Test func onlyTheRowsOfAFilterCount() throws {
        let columns = try Self.columns()
        let cheap = columns.rows(satisfying: try Filter("price < 10"))
        #expect(columns.counts(of: "category", among: cheap, limit: 9).map(\.value) == ["Shoes", "Boots"])
        #expect(columns.counts(of: "brand", among: RowFilter(count: 5, rows: [2, 3]), limit: 9).map(\.count) == [1])
        #expect(columns.counts(of: "brand", among: RowFilter(count: 5), limit: 9).isEmpty)
    }

    @Test func noMoreValuesThanAreWanted() throws {
        let columns = try Self.columns()
        #expect(columns.counts(of: "category", limit: 2).map(\.value) == ["Shoes", "Boots"])
        #expect(columns.counts(of: "category", limit: 0).isEmpty)
    }

    @Test(arguments: ["brand", "category", "Color", "x", "title"])
    func countsAreThoseOfTheProducts(field: String) throws {
        var draw = FacetDraw(seed: 5)
        let products = draw.products(300)
        let columns = try FacetColumns.of(products)
        for counted in columns.counts(of: field, limit: 1000) {
            // A value counts for as many products as a filter on it lets through.
            let filter = Filter.among(field: field, [.text(counted.value)])
            #expect(columns.rows(satisfying: filter).size == counted.count, "\(counted)")
        }
    }
}
