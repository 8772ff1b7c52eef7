import Catalog
import Clicks
import Encoders
import Faiss
import Foundation
import Logging
import Neighbors
import Records
import Retrieval

/// The catalogue encoded and indexed, and the retriever over it. Here alone it is chosen which index is used.
struct IndexStage {
    let workspace: Workspace
    let console: Console

    struct Summary: Encodable {
        let products: Int
        let vectors: Int
        let seconds: Double
        let encoded: Int
        let model: String
    }

    var folder: SnapshotFolder { SnapshotFolder(workspace.index, FaissIndexing()) }

    /// The snapshot in use; nil where none was built yet.
    func openIfBuilt() throws -> IndexSnapshot? { folder.current == nil ? nil : try folder.open().snapshot }

    func build(model name: String? = nil) throws -> Summary {
        let began = Date()
        let store = try workspace.openCatalog()
        let model = try workspace.openModel(name)
        guard let lock = try folder.buildLock() else {
            throw ProgramError.nothing(
                missing: "another process is building the index", remedy: "wait until it is done, a daemon may be at it"
            )
        }
        defer { withExtendedLifetime(lock) {} }
        let line = console.progress("index with \(model.name)")
        let outcome = try SnapshotBuilder(store, model, FaissIndexing()).build(
            reusing: KnownVectors(of: folder), calibrationPairs: try heldOutPairs(store),
            progress: { done, total in
                line.show(share: Double(done) / Double(max(1, total)), done: done, unit: "products")
            }, isCancelled: { Task.isCancelled })
        guard outcome.snapshot.manifest.count > 0 else {
            throw ProgramError.nothing(
                missing: "no product in \(workspace.catalog.path)", remedy: "import a catalogue first")
        }
        try folder.publish(outcome.snapshot)
        let summary = Summary(
            products: outcome.snapshot.manifest.count, vectors: outcome.snapshot.vectorCount,
            seconds: Date().timeIntervalSince(began), encoded: outcome.encoded, model: model.name)
        line.close("\(summary.products) products, \(summary.vectors) vectors, \(summary.encoded) encoded anew")
        if outcome.unreadable > 0 {
            console.note(
                "\(outcome.unreadable) pictures could not be read any more; those products are in by their words")
        }
        return summary
    }

    /// Click pairs of the validation part, which nothing was learnt from: they calibrate the confidence.
    private func heldOutPairs(_ store: CatalogStore) throws -> [(ProductID, ProductID)] {
        let outcome = try PairStage(store: store).run()
        let held = Set(outcome.catalogue.lazy.filter { Split(of: $0.product) == .validation }.map(\.product.id))
        return outcome.pairs.filter { held.contains($0.trigger) && held.contains($0.offer) }.map {
            ($0.trigger, $0.offer)
        }
    }

    /// - Parameter writes: Whether it is to take up what is written: one process may at a time.
    func retriever(writes: Bool = false) throws -> Retriever {
        try Retriever(
            workspace.openCatalog(), folder, models: workspace.models, writes: writes,
            logger: Logger(label: "retrieval"))
    }
}
