public import Records

/// One listing of the drawn marketplace, with the truth about it.
public struct DemoListing: Sendable {
    /// What the shop tells; its only image is a path from the folder that the marketplace is written to.
    public let product: Product
    /// The recipe of its picture; for a copy that of the original.
    public let photo: DemoPhoto
    /// The listing whose picture this one took, of the same seller or another; nil for a seller's own picture.
    public let copyOf: ProductID?
    /// How the taken picture was saved again; nil where its bytes are the original's, and for own pictures.
    let resaving: Resaving?
    /// Which of the marketplace's styles it is.
    let style: Int

    public var id: ProductID { product.id }
}

/// How a taken picture was saved again.
struct Resaving: Hashable, Sendable {
    /// The new sides against the old ones.
    let scale: Double
    /// Of JPEG, 1...100.
    let quality: Int

    init(_ dice: inout Dice) {
        scale = dice.chance(0.5) ? 1 : Double(dice.whole(60...130)) / 100
        quality = dice.whole(40...92)
    }
}
