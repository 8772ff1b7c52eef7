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

    /// Why a listing that is surely like one of the members is not among them.
    public struct Separation: Codable, Hashable, Sendable {
        /// The cluster that the other listing is in; nil where it is alone, or its cluster is not told.
        public var cluster: Int?
        /// The member, the listing outside, and how sure it is, 0...1, that these two are the same.
        public var member: ProductID
        public var other: ProductID
        public var confidence: Double
        /// The least sure pair between the cores of the two sides.
        public var weakest: Link
        /// The mean confidence over the pairs between the two cores.
        public var mean: Double
        /// In words: what speaks against the weakest pair, or who held the two apart.
        public var because: [String]
    }

    /// Two listings and how sure it is that they are the same.
    public struct Link: Codable, Hashable, Sendable {
        public var a: ProductID
        public var b: ProductID
        public var confidence: Double
    }

    /// From 1, the surest first.
    public var number: Int
    public var relation: AuditRelation
    /// The mean over the pairs of members, 0...1; of a large cluster those with its core.
    public var confidence: Double
    /// By id.
    public var members: [Member]
    /// The surest first; of a large cluster the first 500.
    public var pairs: [Pair]
    /// The listing to keep: as decided, else the most complete one.
    public var keep: ProductID
    /// Why that one, in words.
    public var keepBecause: [String]
    /// What people decided, where it holds for every pair.
    public var decision: PairDecision.Verdict?
    /// What it was held apart from, the surest link first; of many the first eight.
    public var apart: [Separation]

    enum CodingKeys: String, CodingKey {
        case number = "cluster"
        case keepBecause = "keep_because"
        case relation, confidence, members, pairs, keep, decision, apart
    }

    public init(
        number: Int, relation: AuditRelation, confidence: Double, members: [Member], pairs: [Pair], keep: ProductID,
        keepBecause: [String] = [], decision: PairDecision.Verdict? = nil, apart: [Separation] = []
    ) {
        self.number = number
        self.relation = relation
        self.confidence = confidence
        self.members = members
        self.pairs = pairs
        self.keep = keep
        self.keepBecause = keepBecause
        self.decision = decision
        self.apart = apart
    }

    /// An audit of before has no reasons and no separations.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            number: try container.decode(Int.self, forKey: .number),
            relation: try container.decode(AuditRelation.self, forKey: .relation),
            confidence: try container.decode(Double.self, forKey: .confidence),
            members: try container.decode([Member].self, forKey: .members),
            pairs: try container.decode([Pair].self, forKey: .pairs),
            keep: try container.decode(ProductID.self, forKey: .keep),
            keepBecause: try container.decodeIfPresent([String].self, forKey: .keepBecause) ?? [],
            decision: try container.decodeIfPresent(PairDecision.Verdict.self, forKey: .decision),
            apart: try container.decodeIfPresent([Separation].self, forKey: .apart) ?? [])
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
        try container.encode(keepBecause, forKey: .keepBecause)
        try container.encode(decision, forKey: .decision)
        try container.encode(apart, forKey: .apart)
    }
}
