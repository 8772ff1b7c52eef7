import GRDB

/// The pictures of a product behind its main one, as rows of the table `product_picture`.
///
/// They go when their product's row goes.
enum FurtherPictures {
    /// - Parameter number: The product's.
    static func of(_ number: Int64, _ db: Database) throws -> [PictureFacts] {
        let find = try db.cachedStatement(
            sql: "SELECT path, digest, hash, width, height FROM product_picture WHERE product = ? ORDER BY place")
        return try Row.fetchAll(find, arguments: [number]).map { row in
            PictureFacts(
                path: row[0], digest: row[1], perceptualHash: UInt64(bitPattern: row[2]), width: row[3], height: row[4])
        }
    }

    /// Keeps those of `pictures`, which has the main one first.
    static func insert(_ pictures: [PictureFacts], _ number: Int64, _ db: Database) throws {
        for (place, facts) in pictures.enumerated().dropFirst() {
            try db.cachedStatement(sql: "INSERT INTO product_picture VALUES (?, ?, ?, ?, ?, ?, ?)")
                .execute(arguments: [
                    number, place, facts.path, facts.digest, Int64(bitPattern: facts.perceptualHash), facts.width,
                    facts.height,
                ])
        }
    }

    static func delete(_ number: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "DELETE FROM product_picture WHERE product = ?").execute(arguments: [number])
    }
}
