/// What an audit looks for.
public struct AuditSettings: Codable, Hashable, Sendable {
    public var relation: AuditRelation
    public var within: AuditScope
    /// How many neighbours of each listing are looked at, in each view.
    public var neighbours: Int
    /// The mean confidence, 0...1, above which listings are joined.
    public var threshold: Double
    /// Where given, only clusters that touch a listing changed after this revision.
    public var since: Int64?

    public init(
        relation: AuditRelation = .duplicate, within: AuditScope = .all, neighbours: Int = 20,
        threshold: Double = 0.8, since: Int64? = nil
    ) {
        precondition(neighbours > 0, "an audit looks at one neighbour at least")
        precondition((0...1).contains(threshold), "a confidence is in 0...1")
        self.relation = relation
        self.within = within
        self.neighbours = neighbours
        self.threshold = threshold
        self.since = since
    }

    /// No pair of a cluster is less sure than this: a mean alone would hide one bad pair among many good ones.
    var floor: Double { threshold / 2 }
}
