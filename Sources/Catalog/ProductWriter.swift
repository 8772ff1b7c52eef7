import GRDB
import Records

/// Writes products within one transaction and numbers the changes.
struct ProductWriter {
    private let db: Database
    private let importing: Int64?

    init(_ db: Database, importing: Int64?) {
        self.db = db
        self.importing = importing
    }

    func upsert(_ products: [StoredProduct]) throws -> [UpsertOutcome] {
        let before = try revision()
        var last = before
        let outcomes = try products.map { try upsert(ProductRow.storable($0), &last) }
        if last != before { try setRevision(last) }
        return outcomes
    }

    private func upsert(_ new: StoredProduct, _ revision: inout Int64) throws -> UpsertOutcome {
        let find = try db.cachedStatement(
            sql: "SELECT \(ProductRow.reading), import FROM product WHERE id = ?")
        guard let row = try Row.fetchOne(find, arguments: [new.id.text]) else {
            revision += 1
            try insert(new, revision)
            return .imported
        }
        let old = try ProductRow.stored(row, db)
        let number: Int64 = row[ProductRow.number]
        let givenBy: Int64 = row[ProductRow.width]
        if let importing, importing == givenBy { return .repeated }
        guard old.product != new.product || old.pictures != new.pictures else {
            if let importing {
                try db.cachedStatement(sql: "UPDATE product SET import = ? WHERE number = ?")
                    .execute(arguments: [importing, number])
            }
            return .unchanged
        }
        revision += 1
        try db.cachedStatement(
            sql: """
                UPDATE product SET title = ?, description = ?, category = ?, brand = ?, seller = ?, amount = ?,
                currency = ?, style = ?, attributes = ?, images = ?, picture_path = ?, picture_digest = ?,
                picture_hash = ?, picture_width = ?, picture_height = ?, revision = ?, import = ? WHERE number = ?
                """
        ).execute(arguments: StatementArguments(ProductRow.values(new) + [revision, importing ?? 0, number]))
        if Self.texts(old.product) != Self.texts(new.product) {
            try db.cachedStatement(sql: "DELETE FROM product_text WHERE rowid = ?").execute(arguments: [number])
            try index(new, number)
        }
        if old.pictures.dropFirst() != new.pictures.dropFirst() {
            try FurtherPictures.delete(number, db)
            try FurtherPictures.insert(new.pictures, number, db)
        }
        return .updated
    }

    private func insert(_ new: StoredProduct, _ revision: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO product (\(ProductRow.columns), import)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: StatementArguments([new.id.text, revision] + ProductRow.values(new) + [importing ?? 0]))
        let number = db.lastInsertedRowID
        try index(new, number)
        try FurtherPictures.insert(new.pictures, number, db)
        try db.cachedStatement(sql: "DELETE FROM deleted_product WHERE id = ?").execute(arguments: [new.id.text])
    }

    private func index(_ new: StoredProduct, _ number: Int64) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO product_text (rowid, title, description, brand, category, attributes)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        try insert.execute(arguments: [number] + StatementArguments(Self.texts(new.product)))
    }

    /// What a search looks at, in the order of the columns of `product_text`.
    private static func texts(_ product: Product) -> [String?] {
        let attributes = product.attributes.sorted { $0.key < $1.key }.map(\.value).joined(separator: " ")
        return [
            product.title, product.description, product.brand, product.category.joined(separator: " "), attributes,
        ]
    }

    func delete(_ ids: [ProductID]) throws -> Int {
        var last = try revision()
        var count = 0
        for id in ids {
            let find = try db.cachedStatement(sql: "SELECT number FROM product WHERE id = ?")
            guard let number = try Int64.fetchOne(find, arguments: [id.text]) else { continue }
            last += 1
            count += 1
            try db.cachedStatement(sql: "DELETE FROM product WHERE number = ?").execute(arguments: [number])
            try db.cachedStatement(sql: "DELETE FROM product_text WHERE rowid = ?").execute(arguments: [number])
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO deleted_product VALUES (?, ?)")
                .execute(arguments: [id.text, last])
        }
        if count > 0 { try setRevision(last) }
        return count
    }

    private func revision() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'revision'") ?? 0
    }

    private func setRevision(_ value: Int64) throws {
        try db.execute(sql: "UPDATE counter SET value = ? WHERE name = 'revision'", arguments: [value])
    }
}
