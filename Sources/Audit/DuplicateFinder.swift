public import Catalog
import Foundation
import Records

/// Finds the listings of a catalogue that are the same.
///
/// Each listing is compared with its neighbours alone, so the cost grows with the catalogue and not with its square.
/// The same catalogue, decisions and settings give the same clusters.
public struct DuplicateFinder: Sendable {
    public let settings: AuditSettings
    public let model: EvidenceModel

    /// - Parameter model: The weights of the evidence; those set by hand where none is given.
    public init(_ settings: AuditSettings, model: EvidenceModel? = nil) {
        self.settings = settings
        self.model = model ?? .standard(for: settings.relation)
    }

    /// The clusters, the surest first.
    ///
    /// - Parameter decisions: What people decided: "different" keeps apart, "duplicate" joins, "variants" joins where
    ///   one style is looked for and keeps apart where duplicates are.
    /// - Parameter progress: Told now and then, on the calling thread; what it throws ends the audit.
    public func clusters(
        in catalogue: AuditedCatalogue, decisions: [PairDecision] = [],
        progress: (AuditProgress) throws -> Void = { _ in }
    ) throws -> [DuplicateCluster] {
        let products = catalogue.products
        try progress(AuditProgress(stage: .reading, done: 0, total: products.count))
        let scorer = PairScorer(catalogue, model: model, scale: try NearScale(of: catalogue))
        let rows = Dictionary(products.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rulings = Rulings(decisions, products, rows: rows, relation: settings.relation)
        let candidates = try CandidateSearch(scorer: scorer, settings: settings).pairs { done, total in
            try progress(AuditProgress(stage: .searching, done: done, total: total))
        }
        let scored = try score(candidates, scorer) { done in
            try progress(AuditProgress(stage: .comparing, done: done, total: candidates.count))
        }
        try progress(AuditProgress(stage: .joining, done: 0, total: scored.count))
        var clustering = Clustering(scored, rulings: rulings, settings: settings) {
            scorer.confidence(scorer.evidence($0))
        }
        let found = clustering.clusters(scored) { pair in
            settings.within == .all
                || products[Int(pair.a)].product.seller == products[Int(pair.b)].product.seller
        }
        let builder = ClusterBuilder(scorer: scorer, settings: settings, rulings: rulings)
        let clusters = found.filter { touched($0, products) }.map { builder.cluster($0) { clustering.confidence($0) } }
        try progress(AuditProgress(stage: .joining, done: scored.count, total: scored.count))
        return clusters.sorted(by: Self.surer).enumerated().map { at, cluster in
            var cluster = cluster
            cluster.number = at + 1
            return cluster
        }
    }

    /// The figures about `clusters`, as found by this finder.
    ///
    /// - Parameters:
    ///   - precision: The share of right pairs and how it was measured; without it the mean confidence stands in.
    public func summary(
        of clusters: [DuplicateCluster], listings: Int, seconds: Double,
        precision: (value: Double, knownBy: String)? = nil
    ) -> AuditSummary {
        let pairs = clusters.flatMap(\.pairs)
        let mean = pairs.isEmpty ? nil : pairs.reduce(0) { $0 + $1.confidence } / Double(pairs.count)
        return AuditSummary(
            listings: listings, clusters: clusters.count,
            duplicates: clusters.reduce(0) { $0 + $1.members.count - 1 }, seconds: seconds,
            relation: settings.relation, within: settings.within, threshold: settings.threshold,
            expectedPrecision: precision?.value ?? mean,
            precisionKnownBy: precision?.knownBy ?? "the mean confidence of the pairs; not measured on labelled pairs")
    }

    private func touched(_ rows: [Int], _ products: [StoredProduct]) -> Bool {
        guard let since = settings.since else { return true }
        return rows.contains { products[$0].revision > since }
    }

    private static func surer(_ x: DuplicateCluster, _ y: DuplicateCluster) -> Bool {
        if x.confidence != y.confidence { return x.confidence > y.confidence }
        if x.members.count != y.members.count { return x.members.count > y.members.count }
        return x.members[0].id < y.members[0].id
    }

    /// The confidences of `pairs`; those that no cluster could hold are left out.
    private func score(
        _ pairs: [RowPair], _ scorer: PairScorer, _ progress: (Int) throws -> Void
    ) throws -> [ScoredPair] {
        let (size, batches) = (4096, 16)
        var scored: [ScoredPair] = []
        for start in stride(from: 0, to: pairs.count, by: size * batches) {
            try progress(start)
            let round = min(batches, (pairs.count - start + size - 1) / size)
            scored += Parallel.map(round) { batch in
                let from = start + batch * size
                return self.scored(pairs[from..<min(from + size, pairs.count)], scorer)
            }.joined()
        }
        try progress(pairs.count)
        return scored
    }

    private func scored(_ pairs: ArraySlice<RowPair>, _ scorer: PairScorer) -> [ScoredPair] {
        var scored: [ScoredPair] = []
        var (row, listing): (Int, ComparedListing?) = (-1, nil)
        for pair in pairs {
            // The pairs come by their first row: its vectors are fetched once.
            let one = Int(pair.a) == row ? listing ?? scorer.listing(row) : scorer.listing(Int(pair.a))
            (row, listing) = (Int(pair.a), one)
            let confidence = scorer.confidence(scorer.evidence(row, one, Int(pair.b)))
            if confidence >= settings.floor { scored.append(ScoredPair(pair: pair, confidence: confidence)) }
        }
        return scored
    }
}
