/// Which listings a cluster joins.
public enum AuditRelation: String, Codable, Hashable, Sendable, CaseIterable {
    /// The same listing again.
    case duplicate
    /// The same style, offered as another listing.
    case sameStyle = "same-style"
}
