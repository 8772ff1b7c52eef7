import Foundation
import GRDB
public import Records

/// Of each pair the last ruling that was not undone stands: SQLite gives the other columns from the row of the maximum.
private let standing = """
    SELECT p.a, p.b, p.verdict, CASE WHEN p.verdict = r.verdict THEN r.keep END, r.time, r.person, p.a_content,
        p.b_content, max(p.ruling)
    FROM ruled_pair p JOIN ruling r ON r.number = p.ruling WHERE r.undone IS NULL
    """

extension CatalogStore {
    /// Stores what was decided about pairs, each for itself; it stands in place of what was decided about them before.
    public func decide(_ decisions: [PairDecision]) throws(CatalogError) {
        try writing { db in
            for decision in decisions {
                try RulingWriter(db).write(
                    [decision], verdict: decision.verdict, keep: decision.keep, person: decision.person,
                    time: decision.time)
            }
        }
    }

    /// What was decided about two listings, given in any order; nil where nothing was.
    public func decision(_ one: ProductID, _ other: ProductID) throws(CatalogError) -> PairDecision? {
        try reading { db in try Self.decision(one, other, db) }
    }

    static func decision(_ one: ProductID, _ other: ProductID, _ db: Database) throws -> PairDecision? {
        let (a, b) = one < other ? (one, other) : (other, one)
        let statement = try db.cachedStatement(sql: standing + " AND p.a = ? AND p.b = ? GROUP BY p.a, p.b")
        return try Row.fetchOne(statement, arguments: [a.text, b.text]).map { try Self.decision($0) }
    }

    /// Every decision that stands, by pair.
    public func decisions() throws(CatalogError) -> [PairDecision] {
        try decisions(offset: 0, limit: -1)
    }

    /// A part of `decisions`.
    ///
    /// - Parameter limit: Less than 0 for all.
    public func decisions(offset: Int, limit: Int) throws(CatalogError) -> [PairDecision] {
        try reading { db in
            try Row.fetchAll(
                db, sql: standing + " GROUP BY p.a, p.b ORDER BY p.a, p.b LIMIT ? OFFSET ?", arguments: [limit, offset]
            ).map { try Self.decision($0) }
        }
    }

    /// How many decisions stand.
    public func decisionCount() throws(CatalogError) -> Int {
        try reading { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(standing) GROUP BY p.a, p.b)") ?? 0
        }
    }

    private static func decision(_ row: Row) throws -> PairDecision {
        let keep: String? = row[3]
        var decision = PairDecision(
            try ProductRow.id(row[0]), try ProductRow.id(row[1]), try verdict(row[2]),
            keep: try keep.map(ProductRow.id), time: row[4], person: row[5])
        if let a: Data = row[6], let b: Data = row[7] {
            decision.contents = .init(a: ListingContent(bytes: Array(a)), b: ListingContent(bytes: Array(b)))
        }
        return decision
    }

    static func verdict(_ text: String) throws -> PairDecision.Verdict {
        guard let verdict = PairDecision.Verdict(rawValue: text) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a decision has a verdict that is none")
        }
        return verdict
    }
}
