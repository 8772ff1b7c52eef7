import Catalog
import Records

/// Tells a cluster of rows in the words of the catalogue.
struct ClusterBuilder {
    let scorer: PairScorer
    let settings: AuditSettings
    let rulings: Rulings

    private static let mostPairs = 500

    func cluster(_ rows: [Int], confidence: (RowPair) -> Double) -> DuplicateCluster {
        let products = rows.map { scorer.catalogue.products[$0] }.sorted { $0.id < $1.id }
        let pairs = rows.indices.flatMap { i in
            rows[(i + 1)...].map { RowPair(rows[i], $0) }
        }
        let scored = pairs.map { ScoredPair(pair: $0, confidence: confidence($0)) }
        let mean = scored.reduce(0) { $0 + $1.confidence } / Double(max(1, scored.count))
        let verdicts = pairs.map { rulings.verdicts[$0]?.verdict }
        return DuplicateCluster(
            number: 0, relation: settings.relation, confidence: mean,
            members: products.map { stored in
                DuplicateCluster.Member(
                    id: stored.id, title: stored.product.title, seller: stored.product.seller,
                    image: stored.picture?.path ?? stored.product.images.first)
            },
            pairs: scored.sorted(by: ScoredPair.surer).prefix(Self.mostPairs).map { pair($0) },
            keep: keep(products, pairs),
            decision: Set(verdicts).count == 1 ? verdicts[0] : nil)
    }

    private func pair(_ scored: ScoredPair) -> DuplicateCluster.Pair {
        let ids = [scored.pair.a, scored.pair.b].map { scorer.catalogue.products[Int($0)].id }.sorted()
        return DuplicateCluster.Pair(
            a: ids[0], b: ids[1], confidence: scored.confidence, evidence: scorer.evidence(scored.pair))
    }

    private func keep(_ products: [StoredProduct], _ pairs: [RowPair]) -> ProductID {
        let ids = Set(products.map(\.id))
        let decided = pairs.compactMap { rulings.verdicts[$0] }.sorted { $0.time > $1.time }
        if let keep = decided.compactMap(\.keep).first(where: { ids.contains($0) }) { return keep }
        // The products are in the order of their ids, so the least of equals comes first.
        let most = products.map(Self.completeness).max()
        let best = products.first { Self.completeness($0) == most }
        return (best ?? products[0]).id
    }

    /// How much a listing tells: its fields, then the sharpness of its picture and the length of its words.
    private static func completeness(_ stored: StoredProduct) -> Double {
        let product = stored.product
        let told = [
            product.description != nil, product.brand != nil, product.price != nil, !product.category.isEmpty,
            stored.picture != nil,
        ]
        let fields = Double(told.filter { $0 }.count + min(8, product.attributes.count) + min(4, product.images.count))
        let pixels = stored.picture.map { Double($0.width) * Double($0.height) } ?? 0
        let words = Double(product.title.utf8.count + (product.description?.utf8.count ?? 0))
        return fields + min(1, pixels / 4e6) + min(1, words / 2000)
    }
}
