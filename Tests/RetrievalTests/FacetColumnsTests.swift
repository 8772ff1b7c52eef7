import Neighbors
import Records
import Retrieval
import TestSupport
import Testing

@Suite struct FacetColumnsTests {
    @Test(arguments: [0, 1, 63, 64, 65, 130, 700])
    func aFilterHoldsOfTheSameRowsAsOfTheProducts(count: Int) throws {
        var draw = FacetDraw(seed: UInt64(count))
        let products = draw.products(count)
        let columns = try FacetColumns.of(products)
        for _ in 0..<400 {
            let filter = draw.filter()
            let expected = products.indices.filter { products[$0].map(filter.holds(for:)) ?? false }
            let found = columns.rows(satisfying: filter)
            #expect(found == RowFilter(count: count, rows: expected), "\(filter)")
        }
    }

    @Test func everyValueIsFoundByEverySpellingOfIt() throws {
        let texts = FacetDraw.texts
        let products = try texts.enumerated().map { row, text in
            Product(id: try #require(ProductID("\(row)")), title: text, brand: text, attributes: ["x": text])
        }
        let columns = try FacetColumns.of(products)
        for field in ["title", "brand", "x"] {
            for text in texts {
                let filter = Filter.compare(field: field, .equal, .text(text))
                let expected = products.indices.filter { filter.holds(for: products[$0]) }
                #expect(columns.rows(satisfying: filter).rows == expected, "\(field) = \(text)")
            }
        }
    }

    @Test func aDeadRowSatisfiesNothing() throws {
        var draw = FacetDraw(seed: 1)
        let products = [nil, draw.product(1), nil]
        let columns = try FacetColumns.of(products)
        for filter in ["not missing = 1", "missing != 1", "not price = 3", "title = \"\"", "id = \"\""] {
            let rows = try columns.rows(satisfying: Filter(filter))
            #expect(!rows.contains(0) && !rows.contains(2), "\(filter)")
        }
        #expect(columns.living == RowFilter(count: 3, rows: products.indices.filter { products[$0] != nil }))
    }

    @Test func aFileHoldsWhatWasWritten() throws {
        let folder = try ScratchFolder()
        var draw = FacetDraw(seed: 2)
        for count in [0, 1, 300] {
            let built = try FacetColumns.of(draw.products(count))
            try built.write(to: folder.path("facets"))
            let opened = try FacetColumns(mapping: folder.path("facets"))
            #expect(opened.count == count && opened.living == built.living && opened.attributes == built.attributes)
            for _ in 0..<100 {
                let filter = draw.filter()
                #expect(opened.rows(satisfying: filter) == built.rows(satisfying: filter), "\(filter)")
            }
            // The file may be gone while it is in use.
            try built.write(to: folder.path("facets"))
            #expect(opened.rows(satisfying: .not(.among(field: "x", []))) == built.living)
        }
    }

    @Test func whereItCannotBeWrittenIsSaid() throws {
        let columns = try FacetColumns.of([])
        let error = #expect(throws: RetrievalError.self) { try columns.write(to: "/no/such/folder/facets") }
        #expect(error?.description.contains("/no/such/folder/facets") ?? false)
    }
}
