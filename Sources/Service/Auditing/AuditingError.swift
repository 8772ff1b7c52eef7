import Audit

/// What stands against a request about audits; whoever sent it must act.
enum AuditingError: Error, Equatable {
    /// One runs already.
    case running(AuditID)
    case unknownAudit(String)
    /// It has no clusters to show.
    case notDone(AuditID, AuditRecord.State)
    case unknownCluster(String, count: Int)
    /// There is no decision to undo.
    case nothingDecided(Int)
    /// Of decisions about very large clusters.
    case tooManyPairs(most: Int)
    /// Another process runs it.
    case elsewhere(AuditID)
}
