public import Records

/// What a person decided about a cluster of an audit.
///
/// The verdict is about each pair of `members`. Each of them and each of the `rest` are different; the rest among themselves
/// stay as they were.
public struct ClusterRuling: Hashable, Sendable {
    /// The audit's id, and the cluster's number in it.
    public var audit: String
    public var cluster: Int
    public var verdict: PairDecision.Verdict
    /// The listing to keep, where the others go.
    public var keep: ProductID?
    /// By id.
    public var members: [ProductID]
    public var rest: [ProductID]
    /// Whether the audit itself found the cluster decided.
    public var wasDecided: Bool
    /// The name of the key it came with; nil where no key is asked for.
    public var person: String?
    /// Seconds since 1970.
    public var time: Int64

    public init(
        audit: String, cluster: Int, verdict: PairDecision.Verdict, keep: ProductID? = nil, members: [ProductID],
        rest: [ProductID] = [], wasDecided: Bool = false, person: String? = nil, time: Int64
    ) {
        self.wasDecided = wasDecided
        (self.audit, self.cluster, self.verdict, self.keep) = (audit, cluster, verdict, keep)
        (self.members, self.rest, self.person, self.time) = (members.sorted(), rest.sorted(), person, time)
    }

    /// What it says of each pair; nothing of those that stay as they were.
    public var pairs: [PairDecision] {
        members.indices.flatMap { at in
            members[(at + 1)...].map { PairDecision(members[at], $0, verdict, keep: keep, time: time, person: person) }
                + rest.map { PairDecision(members[at], $0, .different, time: time, person: person) }
        }
    }

    /// How many pairs that are.
    public var pairCount: Int { members.count * (members.count - 1) / 2 + members.count * rest.count }
}

/// The ruling of a cluster that stands: the last one that was not undone.
public struct StandingRuling: Hashable, Sendable {
    public var cluster: Int
    public var verdict: PairDecision.Verdict
    public var keep: ProductID?
    /// Nil where it was about all members of the cluster.
    public var members: [ProductID]?
    public var person: String?
    public var time: Int64
}
