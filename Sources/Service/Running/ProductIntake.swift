import Catalog
import Logging
import Records
import Retrieval

/// Writes products that clients send into the catalogue.
struct ProductIntake: Sendable {
    let store: CatalogStore
    let pictures: PictureFolder

    /// What is said of a stored product.
    struct Outcome: Encodable, Sendable {
        let id: String
        let outcome: UpsertOutcome
        /// Whether search finds it as it is now; without an index it does not.
        let indexed: Bool
    }

    /// Stores what can be stored, in one transaction; the others keep their error.
    ///
    /// They are on disk and found, or said not to be found, when this returns.
    ///
    /// - Parameters:
    ///   - retriever: Takes up what is new; nil where there is no index yet.
    ///   - key: What the answer is kept under, in the transaction of the products.
    ///   - answer: From what became of each, in their order.
    func store(
        _ requests: [Result<ProductRequest, any Error>], _ retriever: Retriever?, _ logger: Logger,
        under key: WriteKey?, _ answer: ([Result<Outcome, any Error>]) throws -> WrittenAnswer
    ) throws -> WrittenAnswer {
        var known: [ProductID: StoredProduct] = [:]
        for case .success(let request) in requests { known[request.product.id] = try store.product(request.product.id) }
        let prepared = requests.map { request in
            Result { () throws in
                let stored = try self.stored(try request.get(), known)
                known[stored.id] = stored
                return stored
            }
        }
        let kept = prepared.compactMap { try? $0.get() }
        let ids = Set(kept.map(\.id))
        func all(_ outcomes: [UpsertOutcome], found: Set<ProductID>) -> [Result<Outcome, any Error>] {
            var outcomes = outcomes[...]
            return prepared.map { product in
                product.map { product in
                    Outcome(
                        id: product.id.text, outcome: outcomes.popFirst() ?? .unchanged,
                        indexed: found.contains(product.id))
                }
            }
        }
        // What is kept with the products says already that they are found: if the process dies before they are, it takes
        // them up when it starts again.
        let hoped = retriever?.isWriter == true ? ids : []
        let outcomes = try store.upsert(kept) { outcomes in
            try key.map { $0.kept(try answer(all(outcomes, found: hoped))) }
        }
        let found = take(ids, retriever, logger)
        let said = try answer(all(outcomes, found: found))
        if let key, found != hoped {
            do { try store.correct(key.kept(said)) } catch {
                logger.error("a kept answer says too much", metadata: ["reason": "\(error)"])
            }
        }
        return said
    }

    /// Removes a product from the catalogue and from what is found.
    ///
    /// - Parameter answer: Kept where there was one.
    /// - Returns: Whether there was one.
    func remove(
        _ id: ProductID, _ retriever: Retriever?, _ logger: Logger, keeping answer: KeptAnswer?
    ) throws -> Bool {
        guard try store.delete([id], keeping: { $0 > 0 ? answer : nil }) > 0 else { return false }
        _ = take([id], retriever, logger)
        return true
    }

    /// What is on disk is acknowledged, whatever becomes of the index: it follows the catalogue later. Those that are found
    /// as they are now.
    private func take(_ ids: Set<ProductID>, _ retriever: Retriever?, _ logger: Logger) -> Set<ProductID> {
        guard let retriever, retriever.isWriter, !ids.isEmpty else { return [] }
        do {
            try retriever.take(Array(ids))
            return ids
        } catch {
            logger.error("products are stored and not yet found", metadata: ["reason": "\(error)"])
            return []
        }
    }

    private func stored(_ request: ProductRequest, _ known: [ProductID: StoredProduct]) throws -> StoredProduct {
        let before = known[request.product.id]
        var stored = StoredProduct(product: request.product)
        // A truth label comes from an import alone and outlives what clients change.
        stored.product.style = before?.product.style
        (stored.product.images, stored.pictures) = try request.pictures.stored(in: pictures, before: before)
        return stored
    }
}
