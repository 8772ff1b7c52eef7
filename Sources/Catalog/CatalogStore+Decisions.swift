import GRDB
public import Records

extension CatalogStore {
    /// Stores what was decided about pairs, in place of what was decided about them before.
    public func decide(_ decisions: [PairDecision]) throws(CatalogError) {
        try writing { db in
            let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)")
            for decision in decisions {
                try statement.execute(arguments: [
                    decision.a.text, decision.b.text, decision.verdict.rawValue, decision.keep?.text, decision.time,
                ])
            }
        }
    }

    /// What was decided about two listings, given in any order; nil where nothing was.
    public func decision(_ one: ProductID, _ other: ProductID) throws(CatalogError) -> PairDecision? {
        let (a, b) = one < other ? (one, other) : (other, one)
        return try reading { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM decision WHERE a = ? AND b = ?")
            return try Row.fetchOne(statement, arguments: [a.text, b.text]).map { try Self.decision($0) }
        }
    }

    /// Every decision, by pair.
    public func decisions() throws(CatalogError) -> [PairDecision] {
        try reading { db in
            try Row.fetchAll(db, sql: "SELECT * FROM decision ORDER BY a, b").map { try Self.decision($0) }
        }
    }

    private static func decision(_ row: Row) throws -> PairDecision {
        guard let verdict = PairDecision.Verdict(rawValue: row[2]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a decision has a verdict that is none")
        }
        let keep: String? = row[3]
        return PairDecision(
            try ProductRow.id(row[0]), try ProductRow.id(row[1]), verdict, keep: try keep.map(ProductRow.id),
            time: row[4])
    }
}
