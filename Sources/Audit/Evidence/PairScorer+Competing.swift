extension PairScorer {
    /// The same of pairs that compete.
    ///
    /// - Parameters:
    ///   - found: Those that could be the same.
    ///   - apart: Those that people told apart.
    func competing(_ found: [ScoredPair], apart: Set<RowPair> = []) -> PairScorer {
        var competing = self
        competing.rivals = OverlayRivals(rows: catalogue.products.count, found, apart: apart)
        return competing
    }

    /// The pairs that are still as sure as `floor` beside their rivals.
    func scored(_ found: [ScoredPair], floor: Double) -> [ScoredPair] {
        let rivalled = found.indices.filter { at in
            let pair = found[at].pair
            return found[at].overlay.flatMap { rivals?.leads(Int(pair.a), Int(pair.b), over: $0) }?.one ?? 0 > 0
        }
        let anew = Parallel.map(rivalled.count) { confidence(evidence(found[rivalled[$0]].pair)) }
        var scored = found
        for (at, confidence) in zip(rivalled, anew) { scored[at].confidence = confidence }
        return scored.filter { $0.confidence >= floor }
    }
}
