import Neighbors
import Pictures

/// Gathers the evidence about pairs of listings outside an audit of the whole, by the catalogue's own scale of cosines
/// and rarity of words.
public struct EvidenceGatherer: Sendable {
    let scale: NearScale
    let rarity: Rarity
    private let sketches: PictureSketches

    /// Reads the scale of a catalogue's cosines, which takes a few hundred searches in each of its views.
    public init(
        image: AuditedCatalogue.View?, text: AuditedCatalogue.View?, joint: AuditedCatalogue.View?, rarity: Rarity
    ) throws {
        scale = try NearScale(image: image, text: text, joint: joint)
        self.rarity = rarity
        sketches = PictureSketches(most: Self.mostSketches)
    }

    /// The evidence about each pair of places in `listings`, as far as it is known without opening their pictures.
    func evidence(_ listings: [ComparedListing], _ pairs: [(a: Int, b: Int)]) -> [PairEvidence] {
        let facts = ListingFacts.all(listings.map(\.stored), rarity: rarity)
        let placeholders = PlaceholderPictures(facts)
        return pairs.map { a, b in
            var evidence = PairEvidence(facts[a], facts[b], rarity: rarity, placeholders: placeholders)
            // The vector of a picture that shows nothing says as little.
            if PairEvidence.showing(facts[a], facts[b], placeholders) {
                evidence.image = Self.cosine(listings[a].image, listings[b].image)
            }
            evidence.text = Self.cosine(listings[a].text, listings[b].text)
            evidence.joint = Self.cosine(listings[a].joint, listings[b].joint)
            return evidence
        }
    }

    /// The same with the main pictures laid over each other, which takes a few milliseconds for each pair.
    func overlaid(
        _ evidence: [PairEvidence], _ listings: [ComparedListing], _ pairs: [(a: Int, b: Int)]
    ) -> [PairEvidence] {
        Parallel.map(pairs.count) { at in
            var laid = evidence[at]
            laid.layOver(sketch(listings[pairs[at].a]), sketch(listings[pairs[at].b]))
            return laid
        }
    }

    /// Kept from one time to the next: 32 MiB at most.
    private static let mostSketches = 1 << 11

    private func sketch(_ listing: ComparedListing) -> PictureSketch? {
        listing.sketch ?? listing.stored.picture.flatMap { sketches.sketch(of: $0) }
    }

    /// How sure the evidence makes, by `model`.
    func confidence(_ evidence: PairEvidence, _ model: EvidenceModel) -> Double {
        model.confidence(evidence, scale)
    }

    private static func cosine(_ one: [Float]?, _ other: [Float]?) -> Float? {
        guard let one, let other else { return nil }
        let product = innerProduct(one, other)
        return product == 0 ? nil : min(1, max(-1, product))
    }
}
