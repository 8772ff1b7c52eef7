import Catalog
import Foundation
import Tables

/// One import of one file, batch by batch: where it goes on, what it rejected, what it counted.
///
/// Each batch is one transaction of the catalogue with the place reached in the file and in the rejects, so that an
/// import killed at any moment goes on with nothing lost and nothing twice: what was written to the rejects behind the
/// last batch is cut off.
final class ImportRun {
    private(set) var record: ImportRecord
    private(set) var atEnd = false
    private var reader: TableReader
    private let rejects: TableWriter
    private let size: Int
    /// The rejected rows of the batch under way.
    private var rejected: [Rejection] = []
    private var readNow = 0
    private var settled: ImportRecord?

    private struct Rejection {
        let line: Int
        let id: String
        let reason: String
    }

    /// - Parameter settings: What else must be as it was for the import to go on.
    init(
        store: CatalogStore, kind: String, file: String, format: TableFormat, settings: [String], rejects path: String
    ) throws {
        guard let real = RealPath.of(file) else {
            throw TableError.unreadable(path: file, reason: "there is no such file")
        }
        let state = try FileState(path: real)
        size = state.size
        let source = ImportRecord.Source(kind: kind, path: real)
        let print = try Self.fingerprint(real, state, [format.rawValue] + settings)
        let old = try store.importRecord(of: source)
        if let old, !old.finished, old.fingerprint == print {
            reader = try TableReader(
                path: real, format: format, from: TablePlace(offset: old.offset, line: old.line))
            record = old
        } else {
            reader = try TableReader(path: real, format: format)
            let fresh = ImportRecord(source: source, fingerprint: print, rejects: path)
            record = try store.begin(fresh)
        }
        rejects = try TableWriter(
            path: record.rejects, header: ["line", "id", "reason"],
            keeping: record.read > 0 ? record.rejectsLength : nil)
    }

    private static func fingerprint(_ path: String, _ state: FileState, _ settings: [String]) throws -> String {
        let head: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            head = try handle.read(upToCount: 1 << 16) ?? Data()
        } catch { throw TableError.unreadable(path: path, reason: error.localizedDescription) }
        let parts = ["\(state.size)", "\(state.modified)", SHA256.hexadecimal(Array(head))] + settings
        return SHA256.hexadecimal(Array(parts.joined(separator: "\n").utf8))
    }

    /// The next rows, bad ones left out and rejected; `limit` with those.
    func nextRows(_ limit: Int) throws -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(limit)
        for _ in 0..<limit {
            guard let entry = try reader.next() else {
                atEnd = true
                break
            }
            readNow += 1
            switch entry {
            case .row(let row): rows.append(row)
            case .bad(let bad): reject(bad.remains, line: bad.line, bad.reason)
            }
        }
        return rows
    }

    /// The column of the id, to name a row that cannot be read.
    var idOf: (Row) -> String? = { _ in nil }

    private func reject(_ row: Row?, line: Int, _ reason: String) {
        reject(line: line, id: row.flatMap(idOf) ?? "", reason)
    }

    func reject(_ row: Row, _ reason: String) { reject(row, line: row.line, reason) }

    func reject(line: Int, id: String, _ reason: String) {
        rejected.append(Rejection(line: line, id: String(id.prefix(128)), reason: reason))
    }

    /// What the record is with this batch: writes its rejects. To be called within the batch's transaction.
    func settle(imported: Int, updated: Int, unchanged: Int, picturesLeftOut: Int = 0) throws -> ImportRecord {
        let rows = rejected.sorted { $0.line < $1.line }.map { ["\($0.line)", $0.id, $0.reason] }
        try rejects.write(rows)
        var next = record
        (next.offset, next.line) = (reader.place.offset, reader.place.line)
        next.read += readNow
        next.imported += imported
        next.updated += updated
        next.unchanged += unchanged
        next.rejected += rejected.count
        next.picturesLeftOut += picturesLeftOut
        next.rejectsLength = rejects.length
        next.finished = atEnd
        settled = next
        return next
    }

    /// The batch is in the catalogue.
    func committed() {
        if let settled { record = settled }
        (rejected, readNow, settled) = ([], 0, nil)
    }

    var summary: ImportSummary {
        ImportSummary(
            read: record.read, imported: record.imported, updated: record.updated, unchanged: record.unchanged,
            rejected: record.rejected, picturesLeftOut: record.picturesLeftOut, rejects: record.rejects,
            finished: record.finished)
    }

    var progress: ImportProgress { ImportProgress(summary: summary, bytes: record.offset, totalBytes: size) }
}
