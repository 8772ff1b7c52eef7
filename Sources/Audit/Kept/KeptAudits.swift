import Files
public import Foundation

/// The audits that are kept in a data folder, a folder each: `audit.json`, and in `report` the files of the report.
///
/// Whoever runs one holds its lock: one that says it is running, and whose lock nobody holds, was stopped.
public struct KeptAudits: Sendable {
    public let folder: URL
    /// How many are kept where nobody says otherwise.
    public static let most = 20
    /// As many as may be asked for.
    public static let mostOfAll = 10_000
    /// No record is longer; what is was not written here.
    private static let longestRecord = 1 << 20

    public init(_ folder: URL) { self.folder = folder }

    /// Every audit that can be read, the newest first.
    public func list() throws(AuditError) -> [AuditRecord] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw .unreadable(path: folder.path, reason: error.localizedDescription)
        }
        return names.compactMap { AuditID($0) }.sorted(by: >).compactMap { try? record($0) }
    }

    /// What is known of an audit; nil where there is none of the name.
    public func record(_ id: AuditID) throws(AuditError) -> AuditRecord? {
        let path = place(id).appending(path: KeptAudit.recordName).path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        var record: AuditRecord
        do {
            let file = try MappedFile(path: path)
            guard file.bytes.count <= Self.longestRecord else { throw CocoaError(.fileReadTooLarge) }
            record = try JSONDecoder().decode(AuditRecord.self, from: Data(file.bytes))
        } catch let error as DecodingError {
            throw .damaged(path: path, line: 1, reason: "\(error)")
        } catch { throw .unreadable(path: path, reason: error.localizedDescription) }
        guard record.id == id else { throw .damaged(path: path, line: 1, reason: "it is the record of \(record.id)") }
        if record.state == .running, !KeptAudit.isHeld(place(id)) { record.state = .stopped }
        return record
    }

    /// The files of the report of an audit that is done.
    public func report(_ id: AuditID) -> URL { place(id).appending(path: KeptAudit.reportName) }

    func place(_ id: AuditID) -> URL { folder.appending(path: id.text) }

    /// Makes room for a new audit and holds it.
    public func begin(_ settings: AuditSettings, person: String? = nil, now: Date = Date()) throws(AuditError)
        -> KeptAudit
    {
        let created = Int64(now.timeIntervalSince1970)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            var number = 1
            while true {
                let id = AuditID(created, settings.relation, number: number)
                // Two who begin within a second: the folder is one's.
                if mkdir(place(id).path, 0o755) == 0 {
                    return try KeptAudit(
                        AuditRecord(id: id, settings: settings, created: created, person: person), in: place(id))
                }
                guard errno == EEXIST, number < 9999 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
                number += 1
            }
        } catch { throw .unwritable(path: folder.path, reason: error.localizedDescription) }
    }

    /// Goes on with an audit that was stopped and looked for the same, or begins one.
    public func open(_ settings: AuditSettings, person: String? = nil) throws(AuditError) -> KeptAudit {
        let stopped = try list().first { $0.state == .stopped && $0.settings == settings }
        if let stopped, let audit = try resume(stopped.id) { return audit }
        return try begin(settings, person: person)
    }

    /// Holds an audit that was stopped, to go on with it; nil where it is none, or somebody has gone on with it.
    public func resume(_ id: AuditID) throws(AuditError) -> KeptAudit? {
        guard var record = try record(id), record.state == .stopped else { return nil }
        (record.state, record.finished) = (.running, nil)
        do { return try KeptAudit(record, in: place(id)) } catch {
            throw .unwritable(path: place(id).path, reason: error.localizedDescription)
        }
    }

    /// Removes an audit that nobody runs.
    public func remove(_ id: AuditID) throws(AuditError) {
        do { try FileManager.default.removeItem(at: place(id)) } catch {
            throw .unwritable(path: place(id).path, reason: error.localizedDescription)
        }
    }

    /// Removes the oldest beyond as many as are kept; none that is running.
    public func prune() throws(AuditError) {
        for record in try list().filter({ $0.state != .running }).dropFirst(limit) { try remove(record.id) }
    }
}
