/// What a kept audit found.
public struct AuditFindings: Sendable {
    public let clusters: [DuplicateCluster]
    public let summary: AuditSummary

    /// How many of the clusters people had decided before.
    public var decided: Int { clusters.count { $0.decision != nil } }
}
