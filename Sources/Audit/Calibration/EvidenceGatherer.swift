import Neighbors

/// Gathers the evidence about pairs of listings outside an audit of the whole, by the catalogue's own scale of cosines
/// and rarity of words.
public struct EvidenceGatherer: Sendable {
    let scale: NearScale
    let rarity: Rarity

    /// Reads the scale of a catalogue's cosines, which takes a few hundred searches in each of its views.
    public init(
        image: AuditedCatalogue.View?, text: AuditedCatalogue.View?, joint: AuditedCatalogue.View?, rarity: Rarity
    ) throws {
        scale = try NearScale(image: image, text: text, joint: joint)
        self.rarity = rarity
    }

    /// The evidence about each pair of places in `listings`.
    public func evidence(_ listings: [ComparedListing], _ pairs: [(a: Int, b: Int)]) -> [PairEvidence] {
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

    /// How sure the evidence makes, by `model`.
    public func confidence(_ evidence: PairEvidence, _ model: EvidenceModel) -> Double {
        model.confidence(evidence, scale)
    }

    private static func cosine(_ one: [Float]?, _ other: [Float]?) -> Float? {
        guard let one, let other else { return nil }
        let product = innerProduct(one, other)
        return product == 0 ? nil : min(1, max(-1, product))
    }
}
