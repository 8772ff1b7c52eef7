public import Catalog

/// What is near a listing that the catalogue need not have.
public struct NearListings: Sendable {
    /// A listing and its unit vectors; nil for a side that it lacks.
    public struct Listing: Sendable {
        public let stored: StoredProduct
        public let image: [Float]?
        public let text: [Float]?
        public let joint: [Float]?
    }

    public let listing: Listing
    /// Each product once, in no order.
    public let others: [Listing]
    public var took: Took
    /// The model that encoded the listing.
    public let model: String
}
