import Catalog
import Clicks
import Records

/// Clicks into pairs: what training learns from, and what `pairs` shows.
struct PairStage {
    let store: CatalogStore

    struct Outcome {
        let catalogue: [(product: Product, picture: String?)]
        let pairs: [ClickPair]
        let queries: [ProductID: [String]]
        let report: PairReport
    }

    func run(
        _ sampling: Sampling = Sampling(), embeddingSimilarity: ((ProductID, ProductID) -> Float?)? = nil
    ) throws -> Outcome {
        var catalogue: [(product: Product, picture: String?)] = []
        try store.forEachProduct { batch in catalogue += batch.map { ($0.product, $0.picture?.path) } }
        let log = try ClickLog(over: catalogue.map(\.product), sampling) { take in try store.forEachClick(take) }
        let (pairs, report) = PairSampler(sampling).pairs(of: log, embeddingSimilarity: embeddingSimilarity)
        return Outcome(catalogue: catalogue, pairs: pairs, queries: log.queries, report: report)
    }
}
