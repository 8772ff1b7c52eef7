import Catalog
import Records

/// Writes products that clients send into the catalogue.
struct ProductIntake: Sendable {
    let store: CatalogStore
    let pictures: PictureFolder

    /// What is said of a stored product.
    struct Outcome: Encodable, Sendable {
        let id: String
        let outcome: UpsertOutcome
        /// Whether search finds it as it is now; what is new is found after the next `index build`.
        let indexed: Bool
    }

    /// Stores what can be stored, in one transaction; the others keep their error.
    ///
    /// - Parameter indexed: The catalogue's revision that the index in use was built from.
    func store(
        _ requests: [Result<ProductRequest, any Error>], indexedUpTo indexed: Int64?
    ) throws -> [Result<Outcome, any Error>] {
        var known: [ProductID: StoredProduct] = [:]
        for case .success(let request) in requests { known[request.product.id] = try store.product(request.product.id) }
        let revisions = known.mapValues(\.revision)
        let prepared = requests.map { request in
            Result { () throws in
                let stored = try self.stored(try request.get(), known)
                known[stored.id] = stored
                return stored
            }
        }
        var outcomes = try store.upsert(prepared.compactMap { try? $0.get() })[...]
        return prepared.map { product in
            product.map { product in
                let outcome = outcomes.popFirst() ?? .unchanged
                let isIndexed = revisions[product.id].map { $0 <= indexed ?? -1 } ?? false
                return Outcome(id: product.id.text, outcome: outcome, indexed: outcome == .unchanged && isIndexed)
            }
        }
    }

    private func stored(_ request: ProductRequest, _ known: [ProductID: StoredProduct]) throws -> StoredProduct {
        let before = known[request.product.id]
        var stored = StoredProduct(product: request.product)
        // A truth label comes from an import alone and outlives what clients change.
        stored.product.style = before?.product.style
        switch request.image {
        case .kept: (stored.product.images, stored.picture) = (before?.product.images ?? [], before?.picture)
        case .removed: break
        case .given(let bytes):
            let facts = try pictures.store(bytes)
            (stored.product.images, stored.picture) = ([facts.path], facts)
        }
        return stored
    }
}
