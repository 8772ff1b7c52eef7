public import Catalog
public import Encoders
import Foundation
public import Neighbors
public import Records

/// Encodes the catalogue and freezes it into a snapshot; what is known of unchanged products is taken as it is.
public struct SnapshotBuilder {
    private let store: CatalogStore
    private let model: EmbeddingModel
    private let indexing: any NeighborIndexing

    public init(_ store: CatalogStore, _ model: EmbeddingModel, _ indexing: any NeighborIndexing) {
        (self.store, self.model, self.indexing) = (store, model, indexing)
    }

    /// What was done.
    public struct Outcome: Sendable {
        public let snapshot: IndexSnapshot
        /// Products that were encoded; of the others the vectors were known.
        public let encoded: Int
        /// Pictures that could not be read any more; their products are in by what is left of them.
        public let unreadable: Int
    }

    /// - Parameters:
    ///   - known: Vectors of before, of any model.
    ///   - calibrations: Kept where there are no pairs to learn them from.
    ///   - calibrationPairs: Pairs of held-out products that clicks join.
    ///   - progress: Called with products done and their whole number.
    public func build(
        reusing known: KnownVectors, calibrations kept: [String: Calibration] = [:],
        calibrationPairs: [(ProductID, ProductID)] = [],
        progress: (Int, Int) -> Void = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws -> Outcome {
        let known = known.ofModel(model.fingerprint)
        // Read first: what changes while the products are read is told again.
        let revision = try store.revision()
        let total = try store.count()
        let encoder = ListingEncoder(model: model)
        var rows = SnapshotRows(dimension: model.dimension)
        var (done, encoded, unreadable) = (0, 0, 0)
        try store.forEachProduct(batch: 256) { batch in
            if isCancelled() { throw CancellationError() }
            var contents = batch.map(ContentKey.init)
            var vectors = zip(batch, contents).map { known?.vectors(of: $0.id, $1) }
            let fresh = batch.indices.filter { vectors[$0] == nil }
            for (at, new) in zip(fresh, try encoder.vectors(of: fresh.map { batch[$0] })) {
                vectors[at] = new.vectors
                if new.unreadable > 0 { contents[at] = .incomplete }
                encoded += new.vectors.isEmpty ? 0 : 1
                unreadable += new.unreadable
            }
            for (at, stored) in batch.enumerated() {
                // A product with nothing to be found by makes no row.
                if let vectors = vectors[at], !vectors.isEmpty { rows.append(stored, contents[at], vectors) }
            }
            done += batch.count
            progress(done, total)
        }
        let manifest = IndexSnapshot.Manifest(
            model: model.name, fingerprint: model.fingerprint, dimension: model.dimension, count: rows.count,
            revision: revision, kind: indexing.kind, calibrations: kept, built: Int64(Date().timeIntervalSince1970))
        if isCancelled() { throw CancellationError() }
        let snapshot = try rows.freeze(manifest, indexing)
        return Outcome(
            snapshot: calibrationPairs.isEmpty
                ? snapshot : snapshot.calibrated(by: calibrationPairs, categories: rows.categories),
            encoded: encoded, unreadable: unreadable)
    }
}
