import Audit
import Catalog
import Records

/// What a client decides about one cluster.
struct DecisionRequest: Sendable {
    let verdict: PairDecision.Verdict
    /// The listing to keep; as the audit suggests where nil.
    var keep: ProductID?
    /// Those that the verdict is about; each of the others is different from them. All where nil.
    var members: [ProductID]?

    /// The ruling on a cluster.
    func ruling(
        on cluster: DuplicateCluster, of audit: AuditID, person: String?, time: Int64
    ) throws(RequestError) -> ClusterRuling {
        let all = cluster.members.map(\.id)
        let chosen = members ?? all
        guard Set(chosen).count == chosen.count else { throw .badField("members", reason: "a listing is there twice") }
        guard Set(all).isSuperset(of: chosen) else {
            throw .badField("members", reason: "a listing is no member of cluster \(cluster.number)")
        }
        guard chosen.count > 1 || verdict == .different && !chosen.isEmpty else {
            throw .badField("members", reason: "it takes two listings at least, of those that are different one")
        }
        if let keep, !chosen.contains(keep) {
            throw .badField("keep", reason: "it is none of those that the decision is about")
        }
        let kept = keep ?? (chosen.contains(cluster.keep) ? cluster.keep : nil)
        return ClusterRuling(
            audit: audit.text, cluster: cluster.number, verdict: verdict, keep: verdict == .duplicate ? kept : nil,
            members: chosen, rest: all.filter { !chosen.contains($0) }, wasDecided: cluster.decision != nil,
            person: person, time: time)
    }
}

extension DecisionRequest: Decodable {
    enum CodingKeys: CodingKey, CaseIterable {
        case decision, keep, members
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        guard let verdict: PairDecision.Verdict = try fields.word(.decision) else {
            throw RequestError.badField("decision", reason: "it is missing")
        }
        self.verdict = verdict
        keep = try fields.decodeIfPresent(String.self, forKey: .keep).map { try SearchRequest.id($0) }
        members = try fields.decodeIfPresent([String].self, forKey: .members)?.map { try SearchRequest.id($0) }
    }
}

/// What a client decides about many clusters at once.
struct BulkDecisionRequest: Decodable, Sendable {
    let clusters: [Int]
    let decision: DecisionRequest

    static let most = 1000

    enum CodingKeys: CodingKey, CaseIterable {
        case clusters, decision
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        clusters = try fields.decode([Int].self, forKey: .clusters)
        guard let verdict: PairDecision.Verdict = try fields.word(.decision) else {
            throw RequestError.badField("decision", reason: "it is missing")
        }
        decision = DecisionRequest(verdict: verdict)
        try Self.check(clusters)
    }

    static func check(_ clusters: [Int]) throws(RequestError) {
        guard (1...most).contains(clusters.count), Set(clusters).count == clusters.count else {
            throw .badField("clusters", reason: "it names 1 to \(most) clusters, each once")
        }
        let numbers = 1...ClustersController.largestOffset
        guard clusters.allSatisfy(numbers.contains) else {
            throw .badField("clusters", reason: "they are numbered from 1, to \(numbers.upperBound) at most")
        }
    }
}
