import Audit
import Catalog
import Logging
import Records

/// What is decided about a cluster once a request was done.
struct DecisionOutcome: Encodable, Sendable {
    let cluster: Int
    /// Nil where nothing is.
    let decision: PairDecision.Verdict?
    let keep: ProductID?

    init(_ ruling: ClusterRuling) {
        (cluster, decision, keep) = (ruling.cluster, ruling.verdict, ruling.keep)
    }

    /// - Parameter standing: What stands; where nothing does, what the audit found decided.
    init(_ cluster: DuplicateCluster, _ standing: StandingRuling?) {
        self.cluster = cluster.number
        decision = standing?.verdict ?? cluster.decision
        keep = standing == nil && cluster.decision == .duplicate ? cluster.keep : standing?.keep
    }

    enum CodingKeys: CodingKey {
        case cluster, decision, keep
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cluster, forKey: .cluster)
        try container.encode(decision, forKey: .decision)
        try container.encode(keep, forKey: .keep)
    }
}

/// What became of one cluster of many.
struct ClusterOutcome: Encodable {
    struct List: Encodable {
        let outcomes: [ClusterOutcome]
    }

    private let cluster: Int
    private let result: Result<DecisionOutcome, Problem>

    /// - Parameter request: By this id the log tells of an error that nobody expected.
    init(_ cluster: Int, _ result: Result<DecisionOutcome, any Error>, _ request: String, _ logger: Logger) {
        self.cluster = cluster
        self.result = result.answered(of: "cluster", cluster, request, logger)
    }

    enum CodingKeys: CodingKey { case cluster, error }

    func encode(to encoder: any Encoder) throws {
        switch result {
        case .success(let outcome): try outcome.encode(to: encoder)
        case .failure(let problem):
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(cluster, forKey: .cluster)
            try container.encode(problem, forKey: .error)
        }
    }
}
