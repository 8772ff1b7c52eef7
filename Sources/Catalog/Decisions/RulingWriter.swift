import Foundation
import GRDB
import Records

/// Writes rulings and what they say of pairs within one transaction.
struct RulingWriter {
    private let db: Database

    /// A cluster of an audit, and what of it the ruling is about.
    struct Place {
        let audit: String
        let cluster: Int
        /// Nil where it is about all.
        let members: [ProductID]?
        /// Whether the audit itself found it decided.
        let wasDecided: Bool
    }

    init(_ db: Database) { self.db = db }

    /// - Parameters:
    ///   - pairs: The lesser id first.
    ///   - place: The cluster that it is about, where it is about one.
    func write(
        _ pairs: [PairDecision], verdict: PairDecision.Verdict, keep: ProductID?, person: String?, time: Int64,
        place: Place? = nil
    ) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO ruling (verdict, keep, person, time, audit, cluster, members, decided_before)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try insert.execute(arguments: [
            verdict.rawValue, keep?.text, person, time, place?.audit, place?.cluster,
            place?.members.map { TextList.packed($0.map(\.text)) }, place?.wasDecided ?? false,
        ])
        let number = db.lastInsertedRowID
        let contents = try contents(Set(pairs.flatMap { [$0.a, $0.b] }))
        let add = try db.cachedStatement(sql: "INSERT INTO ruled_pair VALUES (?, ?, ?, ?, ?, ?)")
        for pair in pairs {
            let (a, b) = (contents[pair.a] ?? .none, contents[pair.b] ?? .none)
            try add.execute(arguments: [
                pair.a.text, pair.b.text, number, pair.verdict.rawValue, Data(a.bytes), Data(b.bytes),
            ])
        }
    }

    /// Writes a ruling on a cluster. One that says what stands, of listings that say what they said, is not written again:
    /// it would have to be undone twice.
    func write(_ ruling: ClusterRuling) throws {
        guard try !isSaid(ruling) else { return }
        try write(
            ruling.pairs, verdict: ruling.verdict, keep: ruling.keep, person: ruling.person, time: ruling.time,
            place: Place(
                audit: ruling.audit, cluster: ruling.cluster, members: ruling.rest.isEmpty ? nil : ruling.members,
                wasDecided: ruling.wasDecided))
    }

    private func isSaid(_ ruling: ClusterRuling) throws -> Bool {
        guard let standing = try CatalogStore.ruling(ruling.audit, ruling.cluster, db),
            standing.verdict == ruling.verdict, standing.keep == ruling.keep,
            standing.members ?? ruling.members == ruling.members, (standing.members == nil) == ruling.rest.isEmpty
        else { return false }
        let contents = try contents(Set(ruling.members + ruling.rest))
        return try ruling.pairs.allSatisfy { pair in
            let known = try CatalogStore.decision(pair.a, pair.b, db)
            return known?.verdict == pair.verdict
                && known?.contents == .init(a: contents[pair.a] ?? .none, b: contents[pair.b] ?? .none)
        }
    }

    /// Undoes the last ruling of a cluster that stands, or all that do.
    ///
    /// - Returns: Whether there was one.
    func undo(_ all: Bool, audit: String, cluster: Int, time: Int64) throws -> Bool {
        let which = all ? "" : "ORDER BY number DESC LIMIT 1"
        let statement = try db.cachedStatement(
            sql: """
                UPDATE ruling SET undone = ? WHERE number IN (
                    SELECT number FROM ruling WHERE audit = ? AND cluster = ? AND undone IS NULL \(which))
                """)
        try statement.execute(arguments: [time, audit, cluster])
        return db.changesCount > 0
    }

    /// What the listings say now; nothing of one that is not there.
    private func contents(_ ids: Set<ProductID>) throws -> [ProductID: ListingContent] {
        let products = try CatalogStore.products(Array(ids), db)
        return Dictionary(products.map { ($0.id, ListingContent(of: $0)) }, uniquingKeysWith: { first, _ in first })
    }
}
