/// How far an audit came.
public struct AuditProgress: Hashable, Sendable {
    public enum Stage: String, Codable, Sendable, CaseIterable {
        case reading, searching, comparing, joining
    }

    public var stage: Stage
    public var done: Int
    public var total: Int
}
