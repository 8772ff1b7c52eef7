import Catalog
import Records

/// Tells a cluster of rows in the words of the catalogue.
struct ClusterBuilder {
    let scorer: PairScorer
    let settings: AuditSettings
    let rulings: Rulings

    private static let mostPairs = 500
    /// Of a cluster of more rows only the pairs with its core are looked at: all would be their square.
    private static let mostCompared = 48

    func cluster(_ joined: JoinedRows, confidence: (RowPair) -> Double) -> DuplicateCluster {
        let rows = joined.rows
        let products = rows.map { scorer.catalogue.products[$0] }.sorted { $0.id < $1.id }
        let pairs = Self.pairs(joined)
        let scored = pairs.map { ScoredPair(pair: $0, confidence: confidence($0)) }
        let mean = scored.reduce(0) { $0 + $1.confidence } / Double(max(1, scored.count))
        let verdicts = pairs.map { rulings.verdicts[$0]?.verdict }
        let kept = KeptListing(products, decided: decided(rows))
        return DuplicateCluster(
            number: 0, relation: settings.relation, confidence: mean,
            members: products.map { stored in
                DuplicateCluster.Member(
                    id: stored.id, title: stored.product.title, seller: stored.product.seller,
                    image: stored.picture?.path ?? stored.product.images.first)
            },
            pairs: scored.sorted(by: ScoredPair.surer).prefix(Self.mostPairs).map { pair($0) },
            keep: kept.id, keepBecause: kept.because,
            decision: Set(verdicts).count == 1 ? verdicts[0] : nil,
            apart: joined.separations.map { separation($0) })
    }

    private static func pairs(_ joined: JoinedRows) -> [RowPair] {
        let rows = joined.rows
        guard rows.count > mostCompared else {
            return rows.indices.flatMap { i in rows[(i + 1)...].map { RowPair(rows[i], $0) } }
        }
        return Set(rows.flatMap { row in joined.core.filter { $0 != row }.map { RowPair(row, $0) } }).sorted()
    }

    /// What people decided about two of the rows.
    private func decided(_ rows: [Int]) -> [PairDecision] {
        let inside = Set(rows)
        return rows.flatMap { row in
            (rulings.joinedTo[row] ?? []).filter { $0 > row && inside.contains($0) }
                .compactMap { rulings.verdicts[RowPair(row, $0)] }
        }
    }

    private func pair(_ scored: ScoredPair) -> DuplicateCluster.Pair {
        let ids = ids(scored.pair)
        return DuplicateCluster.Pair(
            a: ids[0], b: ids[1], confidence: scored.confidence, evidence: scorer.evidence(scored.pair))
    }

    private func ids(_ pair: RowPair) -> [ProductID] {
        [pair.a, pair.b].map { scorer.catalogue.products[Int($0)].id }.sorted()
    }

    private func separation(_ found: JoinedRows.Separation) -> DuplicateCluster.Separation {
        let weakest = ids(found.weakest.pair)
        return DuplicateCluster.Separation(
            cluster: nil, member: scorer.catalogue.products[found.row].id,
            other: scorer.catalogue.products[found.outside].id, confidence: found.confidence,
            weakest: DuplicateCluster.Link(a: weakest[0], b: weakest[1], confidence: found.weakest.confidence),
            mean: found.mean,
            because: found.isDecided
                ? ["a person decided that they are different"]
                : EvidenceWords(scorer.evidence(found.weakest.pair)).remarks)
    }
}
