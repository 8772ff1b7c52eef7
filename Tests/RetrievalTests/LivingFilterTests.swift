import Catalog
import Neighbors
import Records
import Testing

@testable import Retrieval

/// Filters over what came since a snapshot was built.
@Suite struct LivingFilterTests {
    /// Many rows lie in columns, the last few one by one: a filter holds of the same products in both.
    @Test func aFilterSeesManyNewProductsAsItSeesOne() throws {
        let world = try SmallWorld()
        try world.publish()
        let living = try world.retriever(writes: true).serving.living
        var draw = FacetDraw(seed: 11)
        var taken: [Product] = []
        // The second fills a block to its end, the third ends within the next but one.
        for count in [300, 212, 700] {
            var arrivals: [Arrival] = []
            while arrivals.count < count {
                guard let product = draw.product(taken.count + 100) else { continue }
                taken.append(product)
                let stored = StoredProduct(product: product, revision: Int64(1000 + taken.count))
                var vectors = ProductVectors()
                vectors.m = [Float](repeating: 0.125, count: living.model.dimension)
                arrivals.append(Arrival(stored, ContentKey(of: stored), vectors))
            }
            #expect(try living.take(arrivals))
            let (reading, first) = (living.reading, living.frozen.products.count)
            for _ in 0..<40 {
                let filter = draw.filter()
                let rows = reading.rows(satisfying: filter)
                #expect(rows.count == first + taken.count)
                for (at, product) in taken.enumerated() {
                    #expect(
                        rows.contains(first + at) == filter.holds(for: product), "\(filter) of \(product)")
                }
            }
        }
    }
}
