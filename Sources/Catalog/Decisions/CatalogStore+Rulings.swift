import GRDB
import Records

extension CatalogStore {
    /// Stores what was decided about clusters in one transaction, and the answer that is kept of it.
    ///
    /// - Parameter answer: Nil keeps none.
    public func decide(_ rulings: [ClusterRuling], keeping answer: KeptAnswer? = nil) throws {
        try writingForCaller { db in
            for ruling in rulings { try RulingWriter(db).write(ruling) }
            try Self.keep(answer, db)
        }
    }

    /// Undoes of each cluster the last ruling that stands, in one transaction: what was decided before stands again.
    ///
    /// - Parameters:
    ///   - all: All of them instead: what was decided elsewhere stands again.
    ///   - answer: From what stands now of those clusters that had a ruling; nil keeps none. What it throws undoes nothing.
    public func undo(
        audit: String, clusters: [Int], all: Bool = false, time: Int64,
        keeping answer: ([Int: StandingRuling?]) throws -> KeptAnswer? = { _ in nil }
    ) throws {
        try writingForCaller { db in
            var left: [Int: StandingRuling?] = [:]
            for cluster in clusters
            where try RulingWriter(db).undo(all, audit: audit, cluster: cluster, time: time) {
                left.updateValue(try Self.ruling(audit, cluster, db), forKey: cluster)
            }
            try Self.keep(try answer(left), db)
        }
    }

    /// The rulings of an audit's clusters that stand, by cluster.
    public func rulings(audit: String) throws(CatalogError) -> [Int: StandingRuling] {
        try reading { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Self.columns), max(number) FROM ruling
                    WHERE audit = ? AND cluster IS NOT NULL AND undone IS NULL GROUP BY cluster
                    """, arguments: [audit])
            return Dictionary(
                try rows.map { ($0[0], try Self.ruling($0)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private static let columns = "cluster, verdict, keep, members, person, time"

    /// The ruling of one cluster that stands.
    static func ruling(_ audit: String, _ cluster: Int, _ db: Database) throws -> StandingRuling? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM ruling WHERE audit = ? AND cluster = ? AND undone IS NULL
                ORDER BY number DESC LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [audit, cluster]).map { try ruling($0) }
    }

    private static func ruling(_ row: Row) throws -> StandingRuling {
        let (keep, members): (String?, String?) = (row[2], row[3])
        return StandingRuling(
            cluster: row[0], verdict: try verdict(row[1]), keep: try keep.map(ProductRow.id),
            members: try members.map { try TextList.texts($0).map(ProductRow.id) }, person: row[4], time: row[5])
    }

    /// How many clusters more of each audit are decided now than the audit itself found decided; nothing of an audit without
    /// a ruling that stands.
    public func decidedClusters() throws(CatalogError) -> [String: Int] {
        try reading { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT audit, sum(1 - decided_before) FROM (
                        SELECT audit, decided_before, max(number) FROM ruling
                        WHERE cluster IS NOT NULL AND undone IS NULL GROUP BY audit, cluster
                    ) GROUP BY audit
                    """)
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Keeps the answer to what changed nothing in the catalogue.
    public func keep(_ answer: KeptAnswer) throws {
        try writingForCaller { db in try Self.keep(answer, db) }
    }
}
