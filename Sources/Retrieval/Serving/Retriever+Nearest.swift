public import Catalog
import Encoders
import Neighbors
public import Pictures

extension Retriever {
    /// The products nearest to a listing that the catalogue need not have: by its picture, by its words and by both, `breadth`
    /// of each, every product once. A product of its id is none of them.
    ///
    /// - Parameter picture: Its main picture.
    public func nearest(to stored: StoredProduct, picture: Picture?, breadth: Int) throws -> NearListings {
        let reading = reading
        let picture = reading.living.model.readsPictures ? picture : nil
        guard picture != nil || !stored.product.listingText.isBlank else { throw RetrievalError.emptyQuery }
        var clock = Stopwatch()
        let model = reading.living.model
        let vectors = try model.embed(listings: [(picture, stored.product.listingText)])
            .vectors(0, dimension: model.dimension)
        let encoded = clock.lap()
        var rows: [Int] = []
        for view in View.allCases {
            guard let vector = vectors[view] else { continue }
            for neighbor in try reading.search(vector, view, limit: breadth + 1) where !rows.contains(neighbor.row) {
                rows.append(neighbor.row)
            }
        }
        let products = try products(of: rows, reading)
        let others = rows.compactMap { row -> NearListings.Listing? in
            guard let other = products[row], other.id != stored.id else { return nil }
            return NearListings.Listing(
                stored: other, image: reading.vector(row, .i), text: reading.vector(row, .t),
                joint: reading.vector(row, .m))
        }
        return NearListings(
            listing: NearListings.Listing(stored: stored, image: vectors.i, text: vectors.t, joint: vectors.m),
            others: others, took: Took(encode: encoded, search: clock.lap()), model: model.name)
    }
}
