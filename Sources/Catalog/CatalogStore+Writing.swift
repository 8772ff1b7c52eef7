import GRDB
public import Records

extension CatalogStore {
    /// Stores products, new or known, in one transaction; what became of each, in their order.
    ///
    /// A product equal to the stored one is left alone and keeps its revision.
    @discardableResult
    public func upsert(_ products: [StoredProduct]) throws(CatalogError) -> [UpsertOutcome] {
        try writing { db in try ProductWriter(db, importing: nil).upsert(products) }
    }

    /// Stores a part of an import, the pictures that were opened for it and how far it came, in one transaction.
    ///
    /// - Parameters:
    ///   - number: The import; a product that it gave before is `repeated` and left as it is.
    ///   - record: From what became of each product to how far the import came; what it throws undoes all.
    public func upsert(
        _ products: [StoredProduct], pictures: [PictureFile], importing number: Int64,
        record: ([UpsertOutcome]) throws -> ImportRecord
    ) throws {
        try writingForCaller { db in
            let outcomes = try ProductWriter(db, importing: number).upsert(products)
            try keep(pictures, db)
            try ImportRow.update(try record(outcomes), db)
        }
    }

    /// Removes products; how many of them there were. An index is told by `changes(since:)`.
    @discardableResult
    public func delete(_ ids: [ProductID]) throws(CatalogError) -> Int {
        try writing { db in try ProductWriter(db, importing: nil).delete(ids) }
    }

    private func keep(_ pictures: [PictureFile], _ db: Database) throws {
        let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO picture_file VALUES (?, ?, ?, ?, ?, ?, ?)")
        for file in pictures {
            let facts = file.facts
            try statement.execute(arguments: [
                facts.path, file.size, file.modified, facts.digest, Int64(bitPattern: facts.perceptualHash),
                facts.width, facts.height,
            ])
        }
    }
}
