public import Records

/// A product as the catalogue keeps it.
public struct StoredProduct: Hashable, Codable, Sendable {
    /// More pictures of one product are not taken: those beyond tell a shopper little and an index much to hold.
    public static let mostPictures = 16

    public var product: Product
    /// What is known of its pictures, in the order of its `images`, the main one first; an address that was never
    /// fetched is left out.
    public var pictures: [PictureFacts]
    /// The number of its last change. Every change of the catalogue has a higher one than all before.
    public var revision: Int64

    /// - Parameter revision: Given by the catalogue; what is set here is not stored.
    public init(product: Product, pictures: [PictureFacts], revision: Int64 = 0) {
        self.product = product
        self.pictures = pictures
        self.revision = revision
    }

    /// A product with one picture, or none.
    public init(product: Product, picture: PictureFacts? = nil, revision: Int64 = 0) {
        self.init(product: product, pictures: picture.map { [$0] } ?? [], revision: revision)
    }

    public var id: ProductID { product.id }
    /// The main picture, nil where there is none.
    public var picture: PictureFacts? { pictures.first }
}
