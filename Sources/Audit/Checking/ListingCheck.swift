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

    private let gatherer: EvidenceGatherer
    private let models: [(relation: AuditRelation, model: EvidenceModel, threshold: Double)]

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

    /// So many pictures are opened at most, for a check takes no longer than a search.
    private static let mostOverlaid = 8

    private func evidence(_ listing: ComparedListing, _ others: [ComparedListing]) -> [PairEvidence] {
        let listings = [listing] + others
        let pairs = others.indices.map { (a: 0, b: $0 + 1) }
        var evidence = gatherer.evidence(listings, pairs)
        let open = evidence.indices.filter { at in
            models.contains { $0.model.isOpen(evidence[at], gatherer.scale, least: $0.threshold) }
        }
        let sure = evidence.map { evidence in models.map { gatherer.confidence(evidence, $0.model) }.max() ?? 0 }
        let likeliest = Array(open.sorted { (sure[$1], $0) < (sure[$0], $1) }.prefix(Self.mostOverlaid))
        let laid = gatherer.overlaid(likeliest.map { evidence[$0] }, listings, likeliest.map { pairs[$0] })
        for (at, laid) in zip(likeliest, laid) { evidence[at] = laid }
        // What the others lie over best is not looked for.
        let overlays = evidence.map { $0.sameBytes ? 1 : $0.overlay }
        let laidOver = zip(pairs, overlays).map { ScoredPair(pair: RowPair($0.a, $0.b), confidence: 1, overlay: $1) }
        let rivals = OverlayRivals(rows: listings.count, laidOver, apart: [])
        for (at, overlay) in overlays.enumerated() {
            guard let overlay, overlay >= EvidenceWeights.nearOverlay else { continue }
            evidence[at].rivalOfOne = rivals.leads(0, at + 1, over: overlay).one
        }
        return evidence
    }
}
