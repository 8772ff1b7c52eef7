/// How far an audit came.
public struct AuditProgress: Hashable, Sendable {
    public enum Stage: String, Codable, Sendable, CaseIterable {
        case reading, searching, joining

        /// What is counted.
        public var unit: String { self == .joining ? "pairs" : "listings" }
    }

    public var stage: Stage
    public var done: Int
    public var total: Int
    /// How long the stage will still take at the pace it had since this start; nil where that cannot be said yet.
    public var secondsLeft: Double?
}
