import Catalog

extension Retriever {
    /// The products of some rows as they are now, by row; without those that are gone.
    ///
    /// What is in use now has been read before, mostly, and is not read again. A row that went since the moment that is read
    /// is of a product that changed: the catalogue says what it is now.
    func products(of rows: [Int], _ reading: SnapshotReading) throws -> [Int: StoredProduct] {
        var products: [Int: StoredProduct] = [:]
        products.reserveCapacity(rows.count)
        let living = reading.living
        // Only the snapshot that follows the catalogue knows what is in use.
        let isFollowing = isWriter && serving.living === living
        let inUse = living.looking { state in rows.map { isFollowing && state.isAlive($0, at: state.moment) } }
        var unread: [(row: Int, isInUse: Bool)] = []
        for (row, isInUse) in zip(rows, inUse) {
            if isInUse, let known = living.shelf.product(row) {
                products[row] = known
            } else {
                unread.append((row, isInUse))
            }
        }
        guard !unread.isEmpty else { return products }
        let ids = unread.map { reading.product($0.row) }
        let stored = try store.products(ids)
        let byID = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (id, (row, isInUse)) in zip(ids, unread) {
            guard let product = byID[id] else { continue }
            products[row] = product
            if isInUse { living.shelf.keep(product, row) }
        }
        return products
    }
}
