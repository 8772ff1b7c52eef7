import Catalog

/// Pictures that stand under many different titles: a shop's "no picture yet", which says nothing.
struct PlaceholderPictures: Sendable {
    private let digests: Set<String>
    private static let mostTitles = 32

    /// - Parameter facts: Those of `products`, in their order.
    init(_ products: [StoredProduct], _ facts: [ListingFacts]) {
        var titles: [String: Set<[Int32]>] = [:]
        for (product, facts) in zip(products, facts) {
            if let digest = product.picture?.digest { titles[digest, default: []].insert(facts.words) }
        }
        digests = Set(titles.filter { $0.value.count > Self.mostTitles }.keys)
    }

    /// The main picture of a product, where it shows the product.
    func picture(_ stored: StoredProduct) -> PictureFacts? {
        stored.picture.flatMap { digests.contains($0.digest) ? nil : $0 }
    }
}
