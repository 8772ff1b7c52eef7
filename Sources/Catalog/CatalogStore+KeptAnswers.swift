import Foundation
import GRDB
public import Records

extension CatalogStore {
    /// Stores products as `upsert` does, and in the same transaction the answer that is made of what became of them.
    ///
    /// - Parameter answer: Nil keeps none. What it throws undoes all, as does `KeyTaken`.
    public func upsert(
        _ products: [StoredProduct], keeping answer: ([UpsertOutcome]) throws -> KeptAnswer?
    ) throws -> [UpsertOutcome] {
        try writingForCaller { db in
            let outcomes = try ProductWriter(db, importing: nil).upsert(products)
            try Self.keep(try answer(outcomes), db)
            return outcomes
        }
    }

    /// Removes products as `delete` does, and keeps an answer in the same transaction.
    public func delete(_ ids: [ProductID], keeping answer: (Int) throws -> KeptAnswer?) throws -> Int {
        try writingForCaller { db in
            let count = try ProductWriter(db, importing: nil).delete(ids)
            try Self.keep(try answer(count), db)
            return count
        }
    }

    /// Adds clicks as `add` does, and keeps an answer in the same transaction.
    public func add(
        clicks: [Click], keeping answer: ([ClickOutcome]) throws -> KeptAnswer?
    ) throws -> [ClickOutcome] {
        try writingForCaller { db in
            let outcomes = try Self.add(clicks, db)
            try Self.keep(try answer(outcomes), db)
            return outcomes
        }
    }

    /// The answer kept under a key; nil where there is none, or it is older than `lifetime` at `now`.
    public func keptAnswer(owner: String, key: String, now: Int64) throws(CatalogError) -> KeptAnswer? {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT request, status, type, body, time FROM kept_answer
                    WHERE owner = ? AND key = ? AND time > ?
                    """)
            let row = try Row.fetchOne(statement, arguments: [owner, key, now - KeptAnswer.lifetime])
            return row.map { row in
                let (request, body): (Data, Data) = (row[0], row[3])
                return KeptAnswer(
                    owner: owner, key: key, request: Array(request), status: row[1], type: row[2], body: Array(body),
                    time: row[4])
            }
        }
    }

    /// Says of an answer that is kept what it is now; one that was forgotten stays so.
    public func correct(_ answer: KeptAnswer) throws(CatalogError) {
        try writing { db in
            try db.execute(
                sql: "UPDATE kept_answer SET body = ? WHERE owner = ? AND key = ? AND request = ?",
                arguments: [Data(answer.body), answer.owner, answer.key, Data(answer.request)])
        }
    }

    static func keep(_ answer: KeptAnswer?, _ db: Database) throws {
        guard let answer else { return }
        try forget("time <= \(answer.time - KeptAnswer.lifetime)", db)
        try db.cachedStatement(
            sql: """
                INSERT INTO kept_answer (owner, key, request, status, type, body, time, size)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (owner, key) DO NOTHING
                """
        ).execute(arguments: [
            answer.owner, answer.key, Data(answer.request), answer.status, answer.type, Data(answer.body), answer.time,
            answer.size,
        ])
        guard db.changesCount > 0 else { throw KeyTaken() }
        let number = db.lastInsertedRowID
        try count(answer.size, db)
        // In the order in which they came, which is nearly that of their times.
        while try bytes(db) > KeptAnswer.mostBytes,
            let oldest = try Int64.fetchOne(
                db, sql: "SELECT min(number) FROM kept_answer WHERE number != ?", arguments: [number])
        {
            try forget("number = \(oldest)", db)
        }
    }

    private static func forget(_ condition: String, _ db: Database) throws {
        let size = try Int64.fetchOne(db, sql: "SELECT sum(size) FROM kept_answer WHERE \(condition)") ?? 0
        guard size > 0 else { return }
        try db.execute(sql: "DELETE FROM kept_answer WHERE \(condition)")
        try count(-size, db)
    }

    private static func count(_ bytes: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE counter SET value = value + ? WHERE name = 'kept_bytes'")
            .execute(arguments: [bytes])
    }

    private static func bytes(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT value FROM counter WHERE name = 'kept_bytes'") ?? 0
    }
}
