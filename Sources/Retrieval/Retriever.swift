public import Catalog
public import Encoders
public import Foundation
public import Logging
import Neighbors
import Pictures
import Records
import Synchronization

/// Answers questions over the snapshot in use, and takes a new one up when it is published.
public final class Retriever: Sendable {
    let store: CatalogStore
    private let folder: SnapshotFolder
    private let models: URL
    private let logger: Logger
    private let state: Mutex<Serving>

    /// What one question sees from its start to its end.
    struct Serving: Sendable {
        let name: String
        let snapshot: IndexSnapshot
        let model: EmbeddingModel
        /// The products by row, for filters; nil where one was deleted since.
        var facets: [Product?]
        /// The catalogue's revision that `facets` show.
        var revision: Int64
    }

    /// Opens the snapshot in use and the model that made it, found by its name in `models`.
    public init(_ store: CatalogStore, _ folder: SnapshotFolder, models: URL, logger: Logger) throws {
        (self.store, self.folder, self.models, self.logger) = (store, folder, models, logger)
        state = Mutex(try Self.load(store, folder, models))
    }

    var serving: Serving { state.withLock { $0 } }

    /// What the snapshot in use says of itself.
    public var manifest: IndexSnapshot.Manifest { serving.snapshot.manifest }
    public var model: EmbeddingModel { serving.model }
    public var snapshot: IndexSnapshot { serving.snapshot }
    /// What the shortest side of a question's picture may be decoded down to.
    public var decodedSide: Int? { model.config.image.preprocessing.decodedSide() }

    /// Takes up the snapshot in use where it is another than before; questions meanwhile see the old one. Otherwise
    /// filters are told of what changed in the catalogue.
    ///
    /// - Returns: Whether another snapshot is in use.
    @discardableResult
    public func refresh() throws -> Bool {
        guard folder.current != serving.name else {
            try followChanges()
            return false
        }
        let next = try Self.load(store, folder, models)
        state.withLock { $0 = next }
        logger.info(
            "a new index is in use",
            metadata: ["snapshot": "\(next.name)", "products": "\(next.snapshot.products.count)"])
        return true
    }

    private func followChanges() throws {
        while true {
            let changes = try store.changes(since: serving.revision)
            guard let last = changes.last else { return }
            state.withLock { serving in
                for change in changes {
                    switch change {
                    case .stored(let stored):
                        if let row = serving.snapshot.row(of: stored.id) { serving.facets[row] = Self.facet(stored) }
                    case .deleted(let id, _):
                        if let row = serving.snapshot.row(of: id) { serving.facets[row] = nil }
                    }
                }
                serving.revision = last.revision
            }
        }
    }

    /// What filters see of a product.
    private static func facet(_ stored: StoredProduct) -> Product {
        var product = stored.product
        (product.description, product.images) = (nil, [])
        return product
    }

    private static func load(_ store: CatalogStore, _ folder: SnapshotFolder, _ models: URL) throws -> Serving {
        guard let name = folder.current else { throw RetrievalError.noIndex(path: folder.url.path) }
        let snapshot = try folder.open()
        let model = try EmbeddingModel(from: models.appending(path: snapshot.manifest.model).path)
        guard model.fingerprint == snapshot.manifest.fingerprint else {
            throw RetrievalError.otherModel(
                index: "\(snapshot.manifest.model) (\(snapshot.manifest.fingerprint))",
                given: "\(model.name) (\(model.fingerprint))")
        }
        // Read first: what changes while the products are read is told again.
        let revision = try store.revision()
        var facets = [Product?](repeating: nil, count: snapshot.products.count)
        try store.forEachProduct { batch in
            for stored in batch {
                if let row = snapshot.row(of: stored.id) { facets[row] = facet(stored) }
            }
        }
        return Serving(name: name, snapshot: snapshot, model: model, facets: facets, revision: revision)
    }
}
