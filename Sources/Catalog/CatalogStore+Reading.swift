import GRDB
public import Records

extension CatalogStore {
    /// How many products there are.
    public func count() throws(CatalogError) -> Int {
        try reading { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM product") ?? 0 }
    }

    public func product(_ id: ProductID) throws(CatalogError) -> StoredProduct? {
        try products([id]).first
    }

    /// The products called `ids`, in that order; an unknown id is left out.
    public func products(_ ids: [ProductID]) throws(CatalogError) -> [StoredProduct] {
        try reading { db in try Self.products(ids, db) }
    }

    static func products(_ ids: [ProductID], _ db: Database) throws -> [StoredProduct] {
        let find = try db.cachedStatement(sql: "SELECT \(ProductRow.reading) FROM product WHERE id = ?")
        return try ids.compactMap { id in
            // Read where SQLite has it: a row that outlives its statement is a copy.
            let rows = try Row.fetchCursor(find, arguments: [id.text])
            return try rows.next().map { try ProductRow.stored($0, db) }
        }
    }

    /// Those of `ids` that the catalogue has.
    public func known(_ ids: [ProductID]) throws(CatalogError) -> Set<ProductID> {
        try reading { db in
            let find = try db.cachedStatement(sql: "SELECT 1 FROM product WHERE id = ?")
            return try Set(ids).filter { try Int.fetchOne(find, arguments: [$0.text]) != nil }
        }
    }

    /// Gives every product, in the order of ids (by bytes), `batch` at a time.
    ///
    /// No transaction is held meanwhile: a product that is stored behind the place reached is given, one before is not.
    public func forEachProduct(batch: Int = 1000, _ body: ([StoredProduct]) throws -> Void) throws {
        precondition(batch > 0, "a batch holds at least one product")
        var last = ""
        while true {
            let products = try reading { db in
                try Row.fetchAll(
                    db, sql: "SELECT \(ProductRow.reading) FROM product WHERE id > ? ORDER BY id LIMIT ?",
                    arguments: [last, batch]
                ).map { try ProductRow.stored($0, db) }
            }
            guard let end = products.last else { return }
            try body(products)
            last = end.id.text
        }
    }

    /// The number of the last change; 0 for an empty catalogue.
    public func revision() throws(CatalogError) -> Int64 {
        try reading { db in try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'revision'") ?? 0 }
    }

    /// What changed after `revision`, oldest change first, `limit` changes at most: ask again from the last one's.
    ///
    /// Of a product changed many times the last change alone is given; a deletion is given for as long as nobody
    /// stores the id again.
    public func changes(since revision: Int64, limit: Int = 1000) throws(CatalogError) -> [CatalogChange] {
        try reading { db in
            let stored = try Row.fetchAll(
                db, sql: "SELECT \(ProductRow.reading) FROM product WHERE revision > ? ORDER BY revision LIMIT ?",
                arguments: [revision, limit]
            ).map { CatalogChange.stored(try ProductRow.stored($0, db)) }
            let deleted = try Row.fetchAll(
                db, sql: "SELECT id, revision FROM deleted_product WHERE revision > ? ORDER BY revision LIMIT ?",
                arguments: [revision, limit]
            ).map { CatalogChange.deleted(try ProductRow.id($0[0]), revision: $0[1]) }
            return Array((stored + deleted).sorted { $0.revision < $1.revision }.prefix(limit))
        }
    }

    /// What became of products last: as they are stored, or their deletion; nothing of an id that was never there.
    public func changes(of ids: [ProductID]) throws(CatalogError) -> [CatalogChange] {
        // In one read: a product may be deleted and stored again in between.
        try reading { db in
            let stored = try Self.products(ids, db)
            let known = Set(stored.map(\.id))
            let find = try db.cachedStatement(sql: "SELECT revision FROM deleted_product WHERE id = ?")
            let deleted = try ids.filter { !known.contains($0) }.compactMap { id in
                try Int64.fetchOne(find, arguments: [id.text]).map { CatalogChange.deleted(id, revision: $0) }
            }
            return (stored.map { CatalogChange.stored($0) } + deleted).sorted { $0.revision < $1.revision }
        }
    }

    /// What is known of the picture files at `paths`, by path.
    public func pictureFiles(_ paths: [String]) throws(CatalogError) -> [String: PictureFile] {
        try reading { db in
            let find = try db.cachedStatement(
                sql: "SELECT size, modified, digest, hash, width, height FROM picture_file WHERE path = ?")
            var files: [String: PictureFile] = [:]
            for path in paths {
                guard let row = try Row.fetchOne(find, arguments: [path]) else { continue }
                let facts = PictureFacts(
                    path: path, digest: row[2], perceptualHash: UInt64(bitPattern: row[3]), width: row[4],
                    height: row[5])
                files[path] = PictureFile(facts: facts, size: row[0], modified: row[1])
            }
            return files
        }
    }
}
