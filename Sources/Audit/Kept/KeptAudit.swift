import Files
public import Foundation

/// A kept audit that is being run, held for as long as this lives.
public final class KeptAudit: Sendable {
    static let recordName = "audit.json"
    static let reportName = "report"
    private static let workName = "work"

    public let id: AuditID
    public let settings: AuditSettings
    private let folder: URL
    private let lock: FolderLock
    private let begun: AuditRecord

    init(_ record: AuditRecord, in folder: URL) throws {
        (id, settings, begun, self.folder) = (record.id, record.settings, record, folder)
        lock = try Self.lock(folder)
        try write(record)
    }

    private static func lock(_ folder: URL) throws -> FolderLock {
        for _ in 0..<20 {
            if let lock = try FolderLock(lockPath(folder)) { return lock }
            // Somebody looks whether it is held.
            usleep(1000)
        }
        throw CocoaError(.fileLocking)
    }

    /// Whether somebody runs the audit of a folder.
    static func isHeld(_ folder: URL) -> Bool {
        // To hold it for a moment harms nobody: whoever is to run it tries again. Where nothing can be locked nothing runs.
        do { return try FolderLock(lockPath(folder)) == nil } catch { return false }
    }

    private static func lockPath(_ folder: URL) -> String { folder.appending(path: "lock").path }

    /// Where the files of the report go.
    public var report: URL { folder.appending(path: Self.reportName) }

    /// Where an `AuditRun` leaves what it would go on from.
    public var work: URL { folder.appending(path: Self.workName) }

    /// Keeps a report that was written elsewhere.
    public func take(report place: String) throws(AuditError) {
        do {
            if FileManager.default.fileExists(atPath: report.path) { try FileManager.default.removeItem(at: report) }
            try FileManager.default.copyItem(at: URL(filePath: place).absoluteURL, to: report)
        } catch { throw .unwritable(path: report.path, reason: error.localizedDescription) }
    }

    /// Says that it is done; its report is there.
    ///
    /// - Parameters:
    ///   - revision: The catalogue's that it saw.
    ///   - decided: How many of the clusters people had decided before.
    public func finish(_ figures: AuditSummary, revision: Int64, decided: Int, now: Date = Date()) throws(AuditError) {
        var record = begun
        (record.state, record.figures) = (.done, figures)
        (record.revision, record.decided) = (revision, decided)
        record.finished = Int64(now.timeIntervalSince1970)
        do { try write(record) } catch { throw .unwritable(path: folder.path, reason: error.localizedDescription) }
        try? FileManager.default.removeItem(at: work)
    }

    /// Says that it ended otherwise.
    ///
    /// - Parameter reason: Why it failed; nil where it was told to stop.
    public func end(_ reason: String?, now: Date = Date()) throws(AuditError) {
        var record = begun
        (record.state, record.reason) = (reason == nil ? .stopped : .failed, reason)
        record.finished = Int64(now.timeIntervalSince1970)
        do { try write(record) } catch { throw .unwritable(path: folder.path, reason: error.localizedDescription) }
    }

    private func write(_ record: AuditRecord) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try WholeFile.write(try encoder.encode(record), to: folder.appending(path: Self.recordName).path)
    }
}
