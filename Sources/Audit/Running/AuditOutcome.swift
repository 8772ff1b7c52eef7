/// What an audit found.
public struct AuditOutcome: Sendable {
    /// The surest first.
    public let clusters: [DuplicateCluster]
    /// Of how many listings the neighbours were looked for, in this start or in one before it.
    public let searched: Int
    /// How many of them an earlier start had done; nil where this one began anew.
    public let resumedAt: Int?
}
