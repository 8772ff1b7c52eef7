import Foundation

/// The files of an audit: `clusters.jsonl`, `pairs.csv`, `members.csv`, `report.html` and `summary.json`.
public enum AuditReport {
    static let clustersName = "clusters.jsonl"
    static let pairsName = "pairs.csv"
    static let membersName = "members.csv"
    static let pageName = "report.html"
    static let summaryName = "summary.json"
    private static let names: Set<String> = [clustersName, pairsName, membersName, pageName, summaryName]

    /// Writes an audit to a folder, whole or not at all; an older audit there is replaced.
    public static func write(
        _ clusters: [DuplicateCluster], summary: AuditSummary, to folder: String
    ) throws(AuditError) {
        let target = URL(filePath: folder).absoluteURL.standardizedFileURL
        try refuseOther(target)
        let parent = target.deletingLastPathComponent()
        let name = ".\(target.lastPathComponent)-\(UUID().uuidString)"
        let (fresh, old) = (parent.appending(path: name + ".new"), parent.appending(path: name + ".old"))
        let files = FileManager.default
        defer { try? files.removeItem(at: fresh) }
        do {
            try files.createDirectory(at: fresh, withIntermediateDirectories: true)
            try write(clusters, summary, in: fresh)
            if files.fileExists(atPath: target.path) { try files.moveItem(at: target, to: old) }
            do {
                try files.moveItem(at: fresh, to: target)
            } catch {
                try? files.moveItem(at: old, to: target)
                throw error
            }
            if files.fileExists(atPath: old.path) { try files.removeItem(at: old) }
        } catch {
            throw .unwritable(path: target.path, reason: error.localizedDescription)
        }
    }

    /// The summary of an audit that was written.
    public static func summary(in folder: String) throws(AuditError) -> AuditSummary {
        let path = URL(filePath: folder).appending(path: summaryName)
        let bytes = try read(path)
        do {
            return try JSONDecoder().decode(AuditSummary.self, from: bytes)
        } catch {
            throw .damaged(path: path.path, line: 1, reason: "\(error)")
        }
    }

    /// The clusters of an audit that was written.
    public static func clusters(in folder: String) throws(AuditError) -> [DuplicateCluster] {
        let path = URL(filePath: folder).appending(path: clustersName)
        let decoder = JSONDecoder()
        var clusters: [DuplicateCluster] = []
        for (at, line) in try read(path).split(separator: 0x0A).enumerated() {
            do {
                clusters.append(try decoder.decode(DuplicateCluster.self, from: line))
            } catch {
                throw .damaged(path: path.path, line: at + 1, reason: "\(error)")
            }
        }
        return clusters
    }

    private static func read(_ file: URL) throws(AuditError) -> Data {
        do { return try Data(contentsOf: file) } catch {
            throw .unreadable(path: file.path, reason: error.localizedDescription)
        }
    }

    /// Refuses a folder that holds other files than an audit's: none of them would be written over.
    public static func check(_ folder: String) throws(AuditError) {
        try refuseOther(URL(filePath: folder).absoluteURL.standardizedFileURL)
    }

    private static func refuseOther(_ target: URL) throws(AuditError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw .notAnAudit(path: target.path) }
        let found: [String]
        do { found = try FileManager.default.contentsOfDirectory(atPath: target.path) } catch {
            throw .unwritable(path: target.path, reason: error.localizedDescription)
        }
        guard found.isEmpty || found.contains(summaryName) && names.isSuperset(of: found) else {
            throw .notAnAudit(path: target.path)
        }
    }

    private static func write(_ clusters: [DuplicateCluster], _ summary: AuditSummary, in folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try fill(folder, clustersName) { file in
            for cluster in clusters { try file.write(contentsOf: try encoder.encode(cluster) + [0x0A]) }
        }
        try fill(folder, pairsName) { file in
            try file.write(contentsOf: Data(PairTable.header.utf8))
            for cluster in clusters { try file.write(contentsOf: Data(PairTable.rows(cluster).utf8)) }
        }
        try fill(folder, membersName) { file in
            try file.write(contentsOf: Data(MemberTable.header.utf8))
            for cluster in clusters { try file.write(contentsOf: Data(MemberTable.rows(cluster).utf8)) }
        }
        try fill(folder, pageName) { try ReportPage(clusters, summary).write(to: $0) }
        encoder.outputFormatting.insert(.prettyPrinted)
        try (try encoder.encode(summary) + [0x0A]).write(to: folder.appending(path: summaryName))
    }

    private static func fill(_ folder: URL, _ name: String, _ body: (FileHandle) throws -> Void) throws {
        let path = folder.appending(path: name).path
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        try body(file)
    }
}
