public import Foundation

/// A file of a report that others are given.
public enum ReportFile: String, Sendable, CaseIterable {
    case page = "report.html"
    case clusters = "clusters.jsonl"
    case pairs = "pairs.csv"
}

extension KeptAudits {
    /// The file of an audit that is done.
    public func file(_ file: ReportFile, of id: AuditID) -> URL { report(id).appending(path: file.rawValue) }
}
