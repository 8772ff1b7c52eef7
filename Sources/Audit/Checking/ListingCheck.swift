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

    let gatherer: EvidenceGatherer
    let models: [(relation: AuditRelation, model: EvidenceModel, threshold: Double)]

    /// - Parameter evidence: How the catalogue weighs its evidence; as set by hand where nobody calibrated it.
    public init(_ gatherer: EvidenceGatherer, evidence: EvidenceFile? = nil) {
        self.gatherer = gatherer
        models = [AuditRelation.duplicate, .sameStyle].map { relation in
            (
                relation, evidence?[relation]?.model ?? .standard(for: relation),
                evidence?[relation]?.threshold ?? AuditSettings().threshold
            )
        }
    }

    /// Those of `others` that are the listing again, or its style from another seller; the surest first, duplicates before
    /// the others.
    public func matches(of listing: ComparedListing, among others: [ComparedListing]) -> [Match] {
        let evidence = evidence(listing, others)
        let found = others.indices.compactMap { at -> Match? in
            for (relation, model, threshold) in models {
                let confidence = gatherer.confidence(evidence[at], model)
                guard confidence >= threshold else { continue }
                return Match(
                    place: at, relation: relation, confidence: confidence, evidence: evidence[at],
                    words: EvidenceWords(evidence[at]).remarks)
            }
            return nil
        }
        return found.sorted { one, other in
            if one.relation != other.relation { return one.relation == .duplicate }
            return (other.confidence, one.place) < (one.confidence, other.place)
        }
    }
}
