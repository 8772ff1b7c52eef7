import Catalog

/// Compares one listing with a few of a catalogue as an audit of the whole would: by the same evidence, the same weights
/// and the catalogue's own scale of cosines.
public struct ListingCheck: Sendable {
    /// A pair that is the same.
    public struct Match: Sendable {
        /// The place of the other listing among those that were given.
        public let place: Int
        public let relation: AuditRelation
        /// The probability, 0...1, that the relation holds.
        public let confidence: Double
        public let evidence: PairEvidence
        /// The evidence in words.
        public let words: [String]
    }

    private let scale: NearScale
    private let duplicate: EvidenceModel
    private let sameStyle: EvidenceModel
    /// Above which two listings are the same.
    private let threshold = AuditSettings().threshold

    /// Reads the scale of a catalogue's cosines, which takes a few hundred searches in each of its views.
    ///
    /// - Parameter model: The weights of an audit for duplicates; those set by hand where none is given.
    public init(
        image: AuditedCatalogue.View?, text: AuditedCatalogue.View?, joint: AuditedCatalogue.View?,
        model: EvidenceModel? = nil
    ) throws {
        scale = try NearScale(image: image, text: text, joint: joint)
        duplicate = model ?? .standard(for: .duplicate)
        sameStyle = .standard(for: .sameStyle)
    }

    /// Those of `others` that are the listing again, or its style from another seller; the surest first, duplicates before
    /// the others.
    public func matches(of listing: ComparedListing, among others: [ComparedListing]) -> [Match] {
        let all = [listing.stored] + others.map(\.stored)
        let facts = ListingFacts.all(all)
        let placeholders = PlaceholderPictures(all, facts)
        let found = others.indices.compactMap { at -> Match? in
            let evidence = PairEvidence(
                (listing, facts[0]), (others[at], facts[at + 1]), placeholders: placeholders)
            for (relation, model) in [(AuditRelation.duplicate, duplicate), (.sameStyle, sameStyle)] {
                let confidence = model.confidence(evidence, scale)
                guard confidence >= threshold else { continue }
                return Match(
                    place: at, relation: relation, confidence: confidence, evidence: evidence,
                    words: EvidenceWords(evidence).remarks)
            }
            return nil
        }
        return found.sorted { one, other in
            if one.relation != other.relation { return one.relation == .duplicate }
            return (other.confidence, one.place) < (one.confidence, other.place)
        }
    }
}
