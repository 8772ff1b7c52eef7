import Catalog

/// How an answer belongs to what was asked for.
public enum Relation: String, Codable, Sendable {
    /// The same listing again.
    case duplicate
    /// The same product, from whichever seller.
    case sameStyle = "same-style"
    case similar

    /// From this confidence on two products are taken for one style.
    public static let sameStyleConfidence = 0.8
    /// Perceptual hashes of 64 bits that differ in no more than these are one photo.
    static let sameHash = 3

    init(of product: StoredProduct, to asked: StoredProduct?, confidence: Double) {
        if let one = asked?.picture, let other = product.picture,
            one.digest == other.digest
                || (one.perceptualHash ^ other.perceptualHash).nonzeroBitCount <= Self.sameHash
                    && confidence >= Self.sameStyleConfidence
        {
            self = .duplicate
        } else {
            self = confidence >= Self.sameStyleConfidence ? .sameStyle : .similar
        }
    }
}
