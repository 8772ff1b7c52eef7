public import Records

/// A product as the catalogue keeps it.
public struct StoredProduct: Hashable, Codable, Sendable {
    public var product: Product
    /// What is known of its first picture; nil where it has none, or one that was never fetched.
    public var picture: PictureFacts?
    /// The number of its last change. Every change of the catalogue has a higher one than all before.
    public var revision: Int64

    /// - Parameter revision: Given by the catalogue; what is set here is not stored.
    public init(product: Product, picture: PictureFacts? = nil, revision: Int64 = 0) {
        self.product = product
        self.picture = picture
        self.revision = revision
    }

    public var id: ProductID { product.id }
}
