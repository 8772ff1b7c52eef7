import Foundation
import GRDB
public import Records

extension CatalogStore {
    /// Stores clicks in one transaction; a click that is there already, equal in every field, changes nothing.
    @discardableResult
    public func add(clicks: [Click]) throws(CatalogError) -> [ClickOutcome] {
        try writing { db in try Self.add(clicks, db) }
    }

    /// Stores a part of an import and how far it came, in one transaction.
    ///
    /// - Parameter record: As in `upsert`.
    public func add(clicks: [Click], record: ([ClickOutcome]) throws -> ImportRecord) throws {
        try writingForCaller { db in
            try ImportRow.update(try record(try Self.add(clicks, db)), db)
        }
    }

    static func add(_ clicks: [Click], _ db: Database) throws -> [ClickOutcome] {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO click (key, session, user, query, product, event, position, time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
                """)
        return try clicks.map { click in
            var click = click
            click.session = StorableText.of(click.session)
            (click.user, click.query) = (click.user.map(StorableText.of), click.query.map(StorableText.of))
            try insert.execute(arguments: [
                key(click), click.session, click.user, click.query, click.product.text, click.event.rawValue,
                click.position, click.time,
            ])
            return db.changesCount > 0 ? .added : .known
        }
    }

    /// 16 bytes that tell a click from any other.
    private static func key(_ click: Click) -> Data {
        var bytes: [UInt8] = []
        let position = click.position.map { String($0) }
        let time = click.time.map { String($0) }
        let fields = [
            click.session, click.user, click.query, click.product.text, click.event.rawValue, position, time,
        ]
        for field in fields {
            // A byte that UTF-8 has not stands before each field, another for one that is not there.
            bytes.append(field == nil ? 0xFE : 0xFF)
            if let field { bytes += field.utf8 }
        }
        return Data(SHA256.digest(bytes).prefix(16))
    }

    /// How many clicks there are.
    public func clickCount() throws(CatalogError) -> Int {
        try reading { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM click") ?? 0 }
    }

    /// Gives every click, session by session (by bytes), within one by time, then position, then as they came.
    ///
    /// What is stored meanwhile is not seen. A click without time or position comes before those with one.
    public func forEachClick(_ body: (Click) throws -> Void) throws {
        try readingForCaller { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT session, user, query, product, event, position, time FROM click
                    ORDER BY session, time, position, number
                    """)
            while let row = try rows.next() {
                guard let event = Click.Event(rawValue: row[4]) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a click has an event that is none")
                }
                try body(
                    Click(
                        session: row[0], user: row[1], query: row[2], product: try ProductRow.id(row[3]), event: event,
                        position: row[5], time: row[6]))
            }
        }
    }

    /// Every click, in the order of `forEachClick`.
    public func clicks() throws -> [Click] {
        var clicks: [Click] = []
        try forEachClick { clicks.append($0) }
        return clicks
    }
}
