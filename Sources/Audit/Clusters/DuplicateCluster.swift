public import Catalog
public import Records

/// Listings that are the same.
public struct DuplicateCluster: Codable, Hashable, Sendable {
    public struct Member: Codable, Hashable, Sendable {
        public var id: ProductID
        public var title: String
        public var seller: String?
        /// The picture's file, or its address where it was never fetched.
        public var image: String?
    }

    public struct Pair: Codable, Hashable, Sendable {
        public var a: ProductID
        public var b: ProductID
        /// 0...1; what people decided is 1.
        public var confidence: Double
        public var evidence: PairEvidence
    }

    /// From 1, the surest first.
    public var number: Int
    public var relation: AuditRelation
    /// The mean over all pairs of members, 0...1.
    public var confidence: Double
    /// By id.
    public var members: [Member]
    /// The surest first; of a large cluster the first 500.
    public var pairs: [Pair]
    /// The listing to keep: as decided, else the most complete one.
    public var keep: ProductID
    /// What people decided, where it holds for every pair.
    public var decision: PairDecision.Verdict?

    enum CodingKeys: String, CodingKey {
        case number = "cluster"
        case relation, confidence, members, pairs, keep, decision
    }

    public init(
        number: Int, relation: AuditRelation, confidence: Double, members: [Member], pairs: [Pair], keep: ProductID,
        decision: PairDecision.Verdict? = nil
    ) {
        self.number = number
        self.relation = relation
        self.confidence = confidence
        self.members = members
        self.pairs = pairs
        self.keep = keep
        self.decision = decision
    }

    /// `decision` is written as null where there is none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(relation, forKey: .relation)
        try container.encode(confidence, forKey: .confidence)
        try container.encode(members, forKey: .members)
        try container.encode(pairs, forKey: .pairs)
        try container.encode(keep, forKey: .keep)
        try container.encode(decision, forKey: .decision)
    }
}
