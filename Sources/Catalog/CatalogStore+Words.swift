import GRDB
public import Records

extension CatalogStore {
    /// More words of a question than these are not looked at.
    private static let mostWords = 64
    /// So many products are weighed for a question at most, half a microsecond each.
    private static let mostWeighed = 10_000

    /// The products whose words match any word of `text`, best first (BM25, title and brand weigh most).
    ///
    /// Words match by their stem and without accents. A text without words finds nothing. A word that more than ten thousand
    /// products have tells few of them apart: beside rarer words it counts for those that have one of them, and where all
    /// words are like that, products have to have all of them.
    public func search(text: String, limit: Int) throws(CatalogError) -> [TextMatch] {
        try search(text: text, limit: limit, weighing: Self.mostWeighed)
    }

    /// The words of a text that are looked up.
    private static func words(_ text: String) -> [Substring] {
        Array(text.split { !($0.isLetter || $0.isNumber) }.prefix(mostWords))
    }

    /// The words of `text` that each of some products matches, as they are written there; no product has a word twice.
    public func words(of text: String, in ids: [ProductID]) throws(CatalogError) -> [ProductID: [String]] {
        var seen: Set<String> = []
        let words = Self.words(text).map(String.init).filter { seen.insert($0.lowercased()).inserted }
        return try reading { db in
            let number = try db.cachedStatement(sql: "SELECT number FROM product WHERE id = ?")
            let match = try db.cachedStatement(
                sql: "SELECT 1 FROM product_text WHERE product_text MATCH ? AND rowid = ?")
            var found: [ProductID: [String]] = [:]
            for id in ids {
                guard let row = try Int64.fetchOne(number, arguments: [id.text]) else { continue }
                found[id] = try words.filter { try Int.fetchOne(match, arguments: ["\"\($0)\"", row]) != nil }
            }
            return found
        }
    }

    /// - Parameter most: How many products are weighed at most.
    func search(text: String, limit: Int, weighing most: Int) throws(CatalogError) -> [TextMatch] {
        let words = Self.words(text).map { "\"\($0)\"" }
        guard !words.isEmpty, limit > 0 else { return [] }
        return try reading { db in
            guard let pattern = try Self.pattern(words, most, db) else { return [] }
            // The innermost LIMIT binds where every word is frequent alone.
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT product.id, -found.score
                    FROM (SELECT rowid, score
                          FROM (SELECT rowid, bm25(product_text, 4, 1, 3, 2, 2) AS score FROM product_text
                                WHERE product_text MATCH ? LIMIT ?)
                          ORDER BY score, rowid LIMIT ?) AS found
                    JOIN product ON product.number = found.rowid ORDER BY found.score, product.number
                    """, arguments: [pattern, most, limit]
            ).map { TextMatch(id: try ProductRow.id($0[0]), score: $0[1]) }
        }
    }

    /// What is matched, so that about `most` products have to be weighed; nil where no product has any of the words.
    private static func pattern(_ words: [String], _ most: Int, _ db: Database) throws -> String? {
        // To find the products of a word costs a fiftieth of weighing them.
        let count = try db.cachedStatement(
            sql: "SELECT count(*) FROM (SELECT 1 FROM product_text WHERE product_text MATCH ? LIMIT ?)")
        let found = try words.map { word in
            (word: word, products: try Int.fetchOne(count, arguments: [word, most + 1]) ?? 0)
        }.filter { $0.products > 0 }.sorted { $0.products < $1.products }
        var (rare, products): ([String], Int) = ([], 0)
        for (word, more) in found where products + more <= most {
            rare.append(word)
            products += more
        }
        let all = found.map(\.word).joined(separator: " OR ")
        if found.isEmpty { return nil }
        if rare.count == found.count { return all }
        if rare.isEmpty { return found.map(\.word).joined(separator: " AND ") }
        return "(\(rare.joined(separator: " OR "))) AND (\(all))"
    }
}
