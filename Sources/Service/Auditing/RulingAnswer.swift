import Catalog
import Records

/// What was decided about a cluster, by whom and when, as JSON.
struct RulingAnswer: Encodable, Sendable {
    let decision: PairDecision.Verdict
    let keep: ProductID?
    /// Null where it is about all members.
    let members: [ProductID]?
    let by: String?
    let time: Int64

    init(_ ruling: StandingRuling) {
        (decision, keep, members) = (ruling.verdict, ruling.keep, ruling.members)
        (by, time) = (ruling.person, ruling.time)
    }

    enum CodingKeys: CodingKey {
        case decision, keep, members, by, time
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(decision, forKey: .decision)
        try container.encode(keep, forKey: .keep)
        try container.encode(members, forKey: .members)
        try container.encode(by, forKey: .by)
        try container.encode(time, forKey: .time)
    }
}
