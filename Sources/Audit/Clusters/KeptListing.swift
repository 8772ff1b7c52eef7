import Catalog
import Records

/// Which listing of a cluster to keep, and why.
struct KeptListing {
    let id: ProductID
    /// In words.
    let because: [String]

    /// - Parameters:
    ///   - products: The listings of the cluster, in the order of their ids.
    ///   - decided: What people decided about two of them.
    init(_ products: [StoredProduct], decided: [PairDecision]) {
        let ids = Set(products.map(\.id))
        let latest = decided.sorted { $0.time > $1.time }
        if let keep = latest.compactMap(\.keep).first(where: { ids.contains($0) }) {
            (id, because) = (keep, ["a person decided so"])
            return
        }
        let told = products.map { Completeness($0) }
        // The least id of equals comes first.
        let best = told.indices.reduce(0) { told[$1].value > told[$0].value ? $1 : $0 }
        id = products[best].id
        let others = told.enumerated().filter { $0.offset != best }.map(\.element)
        let found = told[best].advantages(over: others)
        because = found.isEmpty ? ["tells as much as the others; the first by id"] : found
    }
}
