import Audit
import Catalog
import Clicks
import Neighbors
import Pictures
import Records
import Retrieval

/// Clicks into pairs: what training learns from, and what `pairs` shows.
struct PairStage {
    let store: CatalogStore

    struct Outcome {
        let catalogue: [(product: Product, picture: String?)]
        let pairs: [ClickPair]
        let queries: [ProductID: [String]]
        let report: PairReport
        /// That no picture of the catalogue exceeds: an import may have been told to accept larger ones than usual.
        let pictureLimits: PictureLimits
    }

    /// - Parameter snapshot: Once a model exists, the index it made: pairs whose joint embeddings disagree are dropped.
    func run(_ sampling: Sampling = Sampling(), relevantBy snapshot: IndexSnapshot? = nil) throws -> Outcome {
        var catalogue: [(product: Product, picture: String?)] = []
        var limits = PictureLimits()
        try store.forEachProduct { batch in
            catalogue += batch.map { ($0.product, $0.picture?.path) }
            limits.pixels = batch.reduce(limits.pixels) { max($0, $1.picture?.pixels ?? 0) }
        }
        let log = try ClickLog(over: catalogue.map(\.product), sampling) { take in try store.forEachClick(take) }
        let similarity = snapshot.map { snapshot in { Self.cosine($0, $1, in: snapshot) } }
        let (pairs, report) = PairSampler(sampling).pairs(
            of: log, ruled: try ruled(), embeddingSimilarity: similarity)
        return Outcome(catalogue: catalogue, pairs: pairs, queries: log.queries, report: report, pictureLimits: limits)
    }

    /// What people decided about pairs of listings that still say what they said then: variants are of one style, too.
    private func ruled() throws -> [RuledPair] {
        let decisions = try store.decisions()
        return zip(decisions, try DecidedPairs.holding(decisions, in: store)).filter(\.1).map { decision, _ in
            RuledPair(decision.a, decision.b, isSame: decision.verdict.holds(.sameStyle))
        }
    }

    private static func cosine(_ a: ProductID, _ b: ProductID, in snapshot: IndexSnapshot) -> Float? {
        guard let one = snapshot.row(of: a).flatMap({ snapshot.vector($0, .m) }),
            let other = snapshot.row(of: b).flatMap({ snapshot.vector($0, .m) })
        else { return nil }
        return innerProduct(one, other)
    }
}
