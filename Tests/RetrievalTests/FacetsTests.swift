import Catalog
import Neighbors
import Records
import TestSupport
import Testing

@testable import Retrieval

/// What the best answers are like, held against counting them one by one.
@Suite struct FacetsTests {
    private let world: SmallWorld
    private let retriever: Retriever
    /// Every product that is there.
    private var products: [Product] = []

    private static let fields = [
        "category", "brand", "Seller", "currency", "price", "color", "attribute.size", "nothing",
    ]

    /// Some are in the snapshot, more came since: many lie in columns, the last few one by one.
    init() throws {
        world = try SmallWorld()
        var draw = FacetDraw(seed: 3)
        let old = try (0..<300).map { try Self.product("old\($0)", &draw) }
        try world.store.upsert(old.map { StoredProduct(product: $0) })
        try world.publish()
        retriever = try world.retriever(writes: true)
        products =
            old + (try (0..<6).compactMap { try world.store.product(try #require(ProductID("p\($0)")))?.product })
        let living = retriever.serving.living
        var arrivals: [Arrival] = []
        for at in 0..<1500 {
            let stored = StoredProduct(product: try Self.product("new\(at)", &draw), revision: Int64(10_000 + at))
            var vectors = ProductVectors()
            vectors.m = (0..<living.model.dimension).map { _ in Float.random(in: -1...1, using: &draw) }.unit
            arrivals.append(Arrival(stored, ContentKey(of: stored), vectors))
            products.append(stored.product)
        }
        try living.take(arrivals)
    }

    private static func product(_ id: String, _ draw: inout FacetDraw) throws -> Product {
        func pick(_ name: String, _ count: Int) -> String { "\(name)\(Int.random(in: 0..<count, using: &draw))" }
        var product = Product(id: try #require(ProductID(id)), title: pick("mug ", 50))
        product.category = ["All", pick("c", 5)]
        product.brand = Bool.random(using: &draw) ? pick("Brand", 40) : pick("BRAND", 40)
        product.seller = pick("s", 30)
        product.price = Price(amount: Double(Int.random(in: 0..<30_000, using: &draw)) / 100, currency: pick("C", 2))
        product.attributes = ["Color": pick("red", 4), "size": pick("", 3)]
        return product
    }

    /// Values and their counts, told apart as filters do.
    private func counted(_ field: String, _ products: [Product]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for product in products {
            for value in Set(
                product.values(of: field).map { value -> String in
                    guard case .number(let amount) = value else { return value.words }
                    return "\(PriceRanges.starts[PriceRanges.place(of: amount) ?? 0])"
                })
            { counts[value, default: 0] += 1 }
        }
        return counts
    }

    private func expect(_ found: [FacetValue]?, _ field: String, of products: [Product], _ what: String) throws {
        let found = try #require(found)
        let counts = counted(field, products)
        #expect(found.count == min(20, counts.count), "\(field) \(what)")
        for value in found {
            let key = value.from.map { "\($0)" } ?? value.value.lowercased()
            #expect(counts[key] == value.count, "\(field) \(value) \(what)")
        }
        #expect(found.map(\.count).min() ?? 0 >= counts.values.sorted(by: >).dropFirst(20).first ?? 0)
        if field != "price" { #expect(found.map(\.count) == found.map(\.count).sorted(by: >)) }
    }

    /// The thousand best that satisfy a filter, each looked at.
    private func best(_ query: Query, _ filter: Filter?) throws -> [Product] {
        let reading = retriever.reading
        let question = try QuestionEncoder(reading, world.store).encode(query)
        let byID = Dictionary(uniqueKeysWithValues: products.map { ($0.id, $0) })
        let found = (0..<reading.rowCount).compactMap { row -> (Product, Neighbor)? in
            guard let product = byID[reading.product(row)], reading.row(of: product.id) == row,
                filter?.holds(for: product) ?? true, let vector = reading.vector(row, question.view)
            else { return nil }
            return (product, Neighbor(row: row, score: innerProduct(vector, question.vector)))
        }
        return found.sorted { $0.1.precedes($1.1) }.prefix(1000).map(\.0)
    }

    private static let filters: [String?] = [
        nil, "brand = brand7", "color in (red1, red2) and category = c3", "price >= 20 and price < 50 and seller != s1",
        "color = red1 or brand = brand3", "not (attribute.Color = red0 or Color = red1) and size = 2", "brand = nobody",
    ]

    @Test(arguments: filters) func valuesAreThoseOfTheThousandBest(text: String?) throws {
        var query = Query(picture: try world.picture("p3"))
        (query.view, query.facets) = (.m, Self.fields)
        query.filter = try text.map { try Filter($0) }
        let facets = try #require(try retriever.search(query).facets)
        #expect(Set(facets.keys) == Set(Self.fields))
        for field in Self.fields {
            let others = query.filter?.without(field)
            try expect(facets[field], field, of: try best(query, others), text ?? "without a filter")
        }
    }

    @Test(arguments: filters) func valuesOfTheWholeCatalogueAreThoseOfEachProduct(text: String?) throws {
        let filter = try text.map { try Filter($0) }
        let answer = try retriever.facets(of: Self.fields, filter: filter)
        #expect(answer.total == products.count { filter?.holds(for: $0) ?? true })
        for field in Self.fields {
            let others = filter?.without(field)
            try expect(
                answer.facets[field], field, of: products.filter { others?.holds(for: $0) ?? true }, text ?? "all")
        }
    }

    @Test func whatIsGoneDoesNotCountAndEveryPageSaysTheSame() throws {
        for var query in [Query(text: "mug 7"), Query(picture: try world.picture("p3"))] {
            (query.view, query.facets, query.limit) = (.m, ["seller", "price", "color"], 5)
            query.filter = try Filter("color = red1")
            let first = try retriever.search(query)
            query.page = try #require(first.next)
            #expect(try retriever.search(query).facets == first.facets)
            // One that came later is none of this question's moment.
            var draw = FacetDraw(seed: 9)
            let stored = StoredProduct(product: try Self.product("later", &draw), revision: 50_000)
            var vectors = ProductVectors()
            vectors.m = world.model.embed(texts: ["mug 7"])
            try retriever.serving.living.take([Arrival(stored, ContentKey(of: stored), vectors)])
            #expect(try retriever.search(query).facets == first.facets)
            let gone = try best(query, query.filter).prefix(3)
            try retriever.serving.living.take([], removing: gone.map { ($0.id, 60_000) })
            let sellers = try #require(try retriever.search(query).facets?["seller"])
            let before = try #require(first.facets?["seller"])
            #expect(sellers.reduce(0) { $0 + $1.count } < before.reduce(0) { $0 + $1.count })
        }
    }

    @Test func aScoreThatIsTooLowDoesNotCount() throws {
        var query = Query(picture: try world.picture("p3"))
        (query.view, query.facets, query.minScore) = (.m, ["category"], 0.05)
        let scores = try retriever.search(query)
        let above = try #require(scores.facets?["category"]?.first { $0.value == "All" }).count
        query.minScore = nil
        let all = try #require(try retriever.search(query).facets?["category"]?.first { $0.value == "All" }).count
        #expect(above < all)
    }

    @Test(arguments: [
        (["id"], "own"), (["TITLE"], "own"), ([""], "no name"), (["brand", "brand"], "twice"),
        ([String(repeating: "x", count: 129)], "at most 128 bytes"), (["a,b"], "no comma"),
        (["a", "b", "c", "d", "e", "f", "g", "h", "i"], "0...8"),
    ]) func fieldsThatAreNotCountedSaySo(fields: [String], says: String) throws {
        var query = Query(text: "mug")
        query.facets = fields
        for body in [{ _ = try retriever.search(query) }, { _ = try retriever.facets(of: fields) }] {
            let error = #expect(throws: RetrievalError.self) { try body() }
            #expect("\(try #require(error))".contains(says))
        }
    }
}

extension [Float] {
    /// The same direction at length 1.
    fileprivate var unit: [Float] {
        let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
        return map { $0 / length }
    }
}
