public import Catalog
public import Encoders
import Foundation
public import Neighbors
import Pictures
import Records

/// Encodes the catalogue and freezes it into a snapshot; what a snapshot before holds unchanged is taken from there.
public struct SnapshotBuilder {
    private let store: CatalogStore
    let model: EmbeddingModel
    private let indexing: any NeighborIndexing

    public init(_ store: CatalogStore, _ model: EmbeddingModel, _ indexing: any NeighborIndexing) {
        (self.store, self.model, self.indexing) = (store, model, indexing)
    }

    /// What was done.
    public struct Outcome: Sendable {
        public let snapshot: IndexSnapshot
        /// Products that were encoded; the others came from the snapshot before.
        public let encoded: Int
        /// Products whose picture could not be read any more; they are in by their text.
        public let unreadable: Int
    }

    /// - Parameters:
    ///   - previous: Its vectors are used again where its model is the same and the product has not changed.
    ///   - calibrationPairs: Pairs of held-out products that clicks join.
    ///   - progress: Called with products done and their whole number.
    public func build(
        reusing previous: IndexSnapshot?, calibrationPairs: [(ProductID, ProductID)] = [],
        progress: (Int, Int) -> Void = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws -> Outcome {
        let revision = try store.revision()
        let known = previous.flatMap { $0.manifest.fingerprint == model.fingerprint ? $0 : nil }
        let total = try store.count()
        var products: [ProductID] = []
        var views: [View: [Float]] = [.i: [], .t: [], .m: []]
        var categories: [String] = []
        var (encoded, unreadable) = (0, 0)
        try store.forEachProduct(batch: 256) { batch in
            if isCancelled() { throw CancellationError() }
            var fresh: [StoredProduct] = []
            var sources: [Source] = []
            for stored in batch {
                if let known, stored.revision <= known.manifest.revision, let row = known.row(of: stored.id) {
                    sources.append(.known(row))
                } else if stored.picture == nil, stored.product.listingText.isEmpty {
                    sources.append(.nothing)
                } else {
                    sources.append(.fresh(fresh.count))
                    fresh.append(stored)
                }
            }
            let pictures = Self.pictures(fresh, for: model)
            unreadable += zip(fresh, pictures).count { $0.picture != nil && $1 == nil }
            // A product whose picture is gone and that has no words has nothing to be found by.
            let usable = fresh.indices.filter { pictures[$0] != nil || !fresh[$0].product.listingText.isEmpty }
            let rows = Dictionary(uniqueKeysWithValues: usable.enumerated().map { ($1, $0) })
            sources = sources.map { source in
                guard case .fresh(let at) = source else { return source }
                return rows[at].map { .fresh($0) } ?? .nothing
            }
            let new = try model.embed(listings: usable.map { (pictures[$0], fresh[$0].product.listingText) })
            encoded += usable.count
            for (stored, source) in zip(batch, sources) {
                if case .nothing = source { continue }
                products.append(stored.id)
                categories.append(stored.product.leafCategory ?? "")
                for view in View.allCases {
                    views[view, default: []] += row(source, view, new, known)
                }
            }
            progress(products.count, total)
        }
        var indexes: [View: any FrozenIndex] = [:]
        for (view, vectors) in views { indexes[view] = try indexing.build(vectors, dimension: model.dimension) }
        let manifest = IndexSnapshot.Manifest(
            model: model.name, fingerprint: model.fingerprint, dimension: model.dimension, count: products.count,
            revision: revision, kind: indexing.kind,
            calibrations: calibrations(views, products, categories, calibrationPairs),
            built: Int64(Date().timeIntervalSince1970))
        let snapshot = IndexSnapshot(manifest: manifest, products: products, indexes: indexes)
        return Outcome(snapshot: snapshot, encoded: encoded, unreadable: unreadable)
    }

    private enum Source {
        case known(Int)
        case fresh(Int)
        case nothing
    }

    private func row(
        _ source: Source, _ view: View, _ new: EmbeddingModel.Views, _ known: IndexSnapshot?
    ) -> [Float] {
        let zeros = [Float](repeating: 0, count: model.dimension)
        switch source {
        case .known(let row): return known?.vector(row, view) ?? zeros
        case .fresh(let at):
            let values =
                switch view {
                case .i: new.i
                case .t: new.t
                case .m: new.m
                }
            return Array(values[(at * model.dimension)..<((at + 1) * model.dimension)])
        case .nothing: return zeros
        }
    }

    /// Decoded on all cores, as finely as the model needs; nil where a file is gone or broken since its import.
    static func pictures(_ products: [StoredProduct], for model: EmbeddingModel) -> [Picture?] {
        let side = model.config.image.preprocessing.decodedSide()
        var pictures = [Picture?](repeating: nil, count: products.count)
        pictures.withUnsafeMutableBufferPointer { pictures in
            nonisolated(unsafe) let pictures = pictures  // each iteration writes its own place
            DispatchQueue.concurrentPerform(iterations: products.count) { at in
                guard let facts = products[at].picture, let bytes = FileManager.default.contents(atPath: facts.path)
                else { return }
                // As large as the import accepted it.
                let limits = PictureLimits(pixels: max(PictureLimits().pixels, facts.pixels))
                pictures[at] = try? PictureCodec.decode(Array(bytes), limits: limits, shortestSide: side)
            }
        }
        return pictures
    }
}
