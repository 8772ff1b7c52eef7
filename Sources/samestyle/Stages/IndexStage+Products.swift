import Catalog
import Retrieval

extension IndexStage {
    /// The snapshot in use with its products, built again first where the catalogue has changed since.
    func upToDate(_ store: CatalogStore) throws -> (IndexSnapshot, [StoredProduct]) {
        var snapshot = try folder.open().snapshot
        // A daemon may delete a product while the index is built: then it is built once more.
        for _ in 0..<3 {
            let products = try store.products(Array(snapshot.products))
            // Rows that went since a snapshot was built anew keep their places, and their products may have others.
            if snapshot.count == snapshot.products.count, products.count == snapshot.count,
                try store.revision() <= snapshot.manifest.revision
            {
                return (snapshot, products)
            }
            console.note("the catalogue has changed since the index was built: bringing it up to date")
            _ = try build(model: snapshot.manifest.model)
            snapshot = try folder.open().snapshot
        }
        let products = try store.products(Array(snapshot.products))
        guard products.count == snapshot.products.count, snapshot.count == products.count else {
            throw ProgramError.nothing(
                missing: "products were deleted faster than the index is built",
                remedy: "try again when fewer writes come in")
        }
        return (snapshot, products)
    }
}
