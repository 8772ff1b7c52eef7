import Catalog
import Neighbors
import Records

extension PairEvidence {
    /// What two listings say, taken apart in one numbering of words.
    init(
        _ one: (listing: ComparedListing, facts: ListingFacts),
        _ other: (listing: ComparedListing, facts: ListingFacts),
        placeholders: PlaceholderPictures
    ) {
        let pictures = placeholders.picture(one.listing.stored).flatMap { first in
            placeholders.picture(other.listing.stored).map { (first, $0) }
        }
        let (a, b) = (one.listing.stored.product, other.listing.stored.product)
        // The vector of a picture that shows nothing says as little.
        let showing = one.listing.stored.picture == nil || other.listing.stored.picture == nil || pictures != nil
        self.init(
            image: showing ? Self.cosine(one.listing.image, other.listing.image) : nil,
            text: Self.cosine(one.listing.text, other.listing.text),
            joint: Self.cosine(one.listing.joint, other.listing.joint),
            titleOverlap: ListingFacts.overlap(one.facts, other.facts),
            sameBytes: pictures.map { $0.digest == $1.digest } ?? false,
            hashDistance: pictures.map { ($0.perceptualHash ^ $1.perceptualHash).nonzeroBitCount },
            sameSeller: a.seller.flatMap { first in b.seller.map { $0 == first } },
            sameBrand: one.facts.brand.flatMap { first in other.facts.brand.map { $0 == first } },
            priceRatio: Self.ratio(a.price, b.price), numbersAgree: ListingFacts.numbersAgree(one.facts, other.facts),
            coloursAgree: ColourWords.agree(one.facts.colours, other.facts.colours))
    }

    private static func cosine(_ one: [Float]?, _ other: [Float]?) -> Float? {
        guard let one, let other else { return nil }
        return min(1, max(-1, innerProduct(one, other)))
    }

    private static func ratio(_ a: Price?, _ b: Price?) -> Float? {
        guard let a, let b, a.currency == b.currency else { return nil }
        let (low, high) = (min(a.amount, b.amount), max(a.amount, b.amount))
        return high > 0 && high.isFinite ? Float(low / high) : nil
    }
}
