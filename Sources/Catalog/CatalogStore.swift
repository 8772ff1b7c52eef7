import Foundation
import GRDB

/// Products, clicks and what was decided about them, in one SQLite file.
///
/// Any number of threads may use a store at once: many read while one writes (write-ahead log). Other processes too; a
/// writer waits ten seconds for another before it gives up with `CatalogError.locked`.
public final class CatalogStore: Sendable {
    public let path: String
    private let pool: DatabasePool

    /// Opens the catalogue at `path`, or makes an empty one where there is no file.
    public init(path: String) throws(CatalogError) {
        self.path = path
        try Self.refuseForeign(path)
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        } catch { throw .unreadable(path: path, reason: error.localizedDescription) }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.label = "catalogue"
            configuration.prepareDatabase { db in
                // The writer meets click keys in random order: what it holds in memory it need not read again.
                let kibibytes = db.configuration.readonly ? 8 << 10 : 64 << 10
                try db.execute(sql: "PRAGMA cache_size = -\(kibibytes); PRAGMA wal_autocheckpoint = 8000")
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            // What is acknowledged is on disk: the library's own choice may lose the last writes with the power.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let migrator = CatalogSchema.migrator
            try pool.write { db in
                let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
                guard try id == CatalogSchema.applicationID || (id == 0 && Self.isEmpty(db)) else {
                    throw CatalogError.notACatalog(path: path)
                }
                guard try !migrator.hasBeenSuperseded(db) else { throw CatalogError.newer(path: path) }
            }
            try migrator.migrate(pool)
        } catch { throw Self.typed(error, path) }
    }

    private static func isEmpty(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name != 'grdb_migrations'") == 0
    }

    /// Looks at the header before SQLite does: to open a foreign database would already change it.
    private static func refuseForeign(_ path: String) throws(CatalogError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: "it is not yours to read")
        }
        let head: [UInt8]
        do { head = Array(try file.read(upToCount: 100) ?? Data()) } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        guard !head.isEmpty else { return }
        guard head.count == 100, head.starts(with: "SQLite format 3\0".utf8) else { throw .notACatalog(path: path) }
        let id = head[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        // Zero: a catalogue whose first pages are still in the log, if there is a log.
        let known = Int32(bitPattern: id) == CatalogSchema.applicationID
        guard known || (id == 0 && FileManager.default.fileExists(atPath: path + "-wal")) else {
            throw .notACatalog(path: path)
        }
    }

    private static func typed(_ error: any Error, _ path: String) -> CatalogError {
        switch error {
        case let error as CatalogError: error
        case let error as DatabaseError: CatalogError(error, path: path)
        default: .failed(path: path, reason: "\(error)")
        }
    }

    /// What neither reads nor writes within one transaction.
    func handing<Value>(_ body: (DatabasePool) throws -> Value) throws(CatalogError) -> Value {
        do { return try body(pool) } catch { throw Self.typed(error, path) }
    }

    func reading<Value>(_ body: (Database) throws -> Value) throws(CatalogError) -> Value {
        do { return try pool.read(body) } catch { throw Self.typed(error, path) }
    }

    func writing<Value>(_ body: (Database) throws -> Value) throws(CatalogError) -> Value {
        do { return try pool.write(body) } catch { throw Self.typed(error, path) }
    }

    /// As `writing`; an error of the caller's own comes back as it is, and nothing was written.
    func writingForCaller<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try pool.write(body) } catch let error as DatabaseError {
            throw CatalogError(error, path: path)
        }
    }

    /// As `reading`; an error of the caller's own comes back as it is.
    func readingForCaller<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do { return try pool.read(body) } catch let error as DatabaseError {
            throw CatalogError(error, path: path)
        }
    }
}
