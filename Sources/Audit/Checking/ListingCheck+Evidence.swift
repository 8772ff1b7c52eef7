extension ListingCheck {
    /// So many pictures are opened at most, for a check takes no longer than a search.
    private static let mostOverlaid = 8

    /// The evidence about the listing and each of `others`, those that could be it laid over it.
    func evidence(_ listing: ComparedListing, _ others: [ComparedListing]) -> [PairEvidence] {
        let listings = [listing] + others
        let pairs = others.indices.map { (a: 0, b: $0 + 1) }
        var evidence = gatherer.evidence(listings, pairs)
        let open = evidence.indices.filter { at in
            models.contains { $0.model.isOpen(evidence[at], gatherer.scale, least: $0.threshold) }
        }
        let sure = evidence.map { confidence($0) }
        let likeliest = Array(open.sorted { (sure[$1], $0) < (sure[$0], $1) }.prefix(Self.mostOverlaid))
        let laid = gatherer.overlaid(likeliest.map { evidence[$0] }, listings, likeliest.map { pairs[$0] })
        for (at, laid) in zip(likeliest, laid) { evidence[at] = laid }
        compare(&evidence)
        return evidence
    }

    /// Holds each pair beside the others. What those lie over best is not looked for.
    private func compare(_ evidence: inout [PairEvidence]) {
        let found = evidence.enumerated().map { at, evidence in
            ScoredPair(
                pair: RowPair(0, at + 1), confidence: confidence(evidence),
                overlay: evidence.sameBytes ? 1 : evidence.overlay)
        }
        let couldBe = found.filter { $0.confidence >= AuditSettings().floor }
        let rivals = OverlayRivals(rows: evidence.count + 1, couldBe, apart: [])
        for at in evidence.indices {
            evidence[at].rivalOfOne = evidence[at].overlay.flatMap { rivals.leads(0, at + 1, over: $0) }?.one
        }
    }

    /// How sure the evidence makes of the likelier relation.
    private func confidence(_ evidence: PairEvidence) -> Double {
        models.map { gatherer.confidence(evidence, $0.model) }.max() ?? 0
    }
}
