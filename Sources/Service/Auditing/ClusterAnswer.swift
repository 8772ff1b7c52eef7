import Audit
import Catalog
import Records

/// A cluster of a kept audit as JSON: its listings as they are now, and what is decided.
struct ClusterAnswer: Encodable, Sendable {
    private let cluster: DuplicateCluster
    private let members: [MemberAnswer]
    private let pairs: [PairAnswer]
    private let keep: ProductID
    private let keepWhy: String
    private let decision: PairDecision.Verdict?
    private let ruling: StandingRuling?

    /// - Parameters:
    ///   - products: Those of its members that are still there.
    ///   - revision: The catalogue's that the audit saw.
    ///   - mostPairs: Of the surest.
    init(
        _ cluster: DuplicateCluster, _ ruling: StandingRuling?, products: [ProductID: StoredProduct], revision: Int64,
        mostPairs: Int
    ) {
        (self.cluster, self.ruling) = (cluster, ruling)
        members = cluster.members.map { MemberAnswer($0, products[$0.id], revision: revision) }
        pairs = cluster.pairs.prefix(mostPairs).map(PairAnswer.init)
        keep = ruling?.keep ?? cluster.keep
        decision = ruling?.verdict ?? cluster.decision
        keepWhy =
            if ruling?.keep != nil {
                "decided" + (ruling?.person.map { " by \($0)" } ?? "")
            } else if ruling == nil, cluster.decision == .duplicate {
                "decided before this audit"
            } else if let kept = products[cluster.keep] {
                DuplicateCluster.whyKept(
                    kept, rather: cluster.members.compactMap { products[$0.id] }.filter { $0.id != kept.id }
                ).joined(separator: ", ")
            } else { "it told the most when it was audited" }
    }

    enum CodingKeys: String, CodingKey {
        case cluster, relation, confidence, members, pairs, keep
        case keepWhy = "keep_why"
        case decision, ruling
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cluster.number, forKey: .cluster)
        try container.encode(cluster.relation, forKey: .relation)
        try container.encode(cluster.confidence.rounded4, forKey: .confidence)
        try container.encode(members, forKey: .members)
        try container.encode(pairs, forKey: .pairs)
        try container.encode(keep, forKey: .keep)
        try container.encode(keepWhy, forKey: .keepWhy)
        try container.encode(decision, forKey: .decision)
        try container.encode(ruling.map(RulingAnswer.init), forKey: .ruling)
    }
}

/// Two listings of a cluster, and why they were found to be the same.
private struct PairAnswer: Encodable, Sendable {
    let a: ProductID
    let b: ProductID
    let confidence: Double
    let evidence: PairEvidence
    let why: [String]

    init(_ pair: DuplicateCluster.Pair) {
        (a, b, confidence, evidence, why) = (pair.a, pair.b, pair.confidence.rounded4, pair.evidence, pair.words)
    }
}

extension Double {
    /// To four places: a confidence is not known any better.
    fileprivate var rounded4: Double { (self * 10_000).rounded() / 10_000 }
}
