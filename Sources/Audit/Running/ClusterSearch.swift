import Catalog
import Records

/// Joins the pairs of an audit to clusters, and tells them.
struct ClusterSearch {
    let scorer: PairScorer
    let settings: AuditSettings
    let rulings: Rulings

    /// The surest first, numbered from 1.
    func clusters(_ pairs: [ScoredPair], progress: (AuditProgress) throws -> Void) throws -> [DuplicateCluster] {
        let products = scorer.catalogue.products
        let pace = Pace(from: 0)
        try progress(pace.progress(.joining, 0, of: pairs.count))
        var clustering = Clustering(pairs, rulings: rulings, settings: settings) {
            scorer.confidence(scorer.evidence($0))
        }
        let joined = try clustering.clusters(pairs) { pair in
            settings.within == .all
                || products[Int(pair.a)].product.seller == products[Int(pair.b)].product.seller
        } progress: {
            try progress(pace.progress(.joining, $0, of: pairs.count))
        }
        let builder = ClusterBuilder(scorer: scorer, settings: settings, rulings: rulings)
        var clusters = joined.filter { isTouched($0.rows) }
            .map { builder.cluster($0) { clustering.confidence($0) } }.sorted(by: Self.surer)
        try progress(pace.progress(.joining, pairs.count, of: pairs.count))
        number(&clusters)
        return clusters
    }

    private func isTouched(_ rows: [Int]) -> Bool {
        guard let since = settings.since else { return true }
        return rows.contains { scorer.catalogue.products[$0].revision > since }
    }

    private func number(_ clusters: inout [DuplicateCluster]) {
        var numbers: [ProductID: Int] = [:]
        for at in clusters.indices {
            clusters[at].number = at + 1
            for member in clusters[at].members { numbers[member.id] = at + 1 }
        }
        for at in clusters.indices {
            for place in clusters[at].apart.indices {
                clusters[at].apart[place].cluster = numbers[clusters[at].apart[place].other]
            }
        }
    }

    private static func surer(_ x: DuplicateCluster, _ y: DuplicateCluster) -> Bool {
        if x.confidence != y.confidence { return x.confidence > y.confidence }
        if x.members.count != y.members.count { return x.members.count > y.members.count }
        return x.members[0].id < y.members[0].id
    }
}
