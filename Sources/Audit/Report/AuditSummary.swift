/// The figures of an audit.
public struct AuditSummary: Codable, Hashable, Sendable {
    public var listings: Int
    public var clusters: Int
    /// How many listings would go if each cluster kept one.
    public var duplicates: Int
    public var seconds: Double
    public var relation: AuditRelation
    public var within: AuditScope
    public var threshold: Double
    /// The share of pairs expected to be right, 0...1; nil where there are none.
    public var expectedPrecision: Double?
    /// The share of the right pairs expected to be found, 0...1; nil where it is not known.
    public var expectedRecall: Double?
    /// How that is known: measured on labelled pairs, or only the model's own confidence.
    public var precisionKnownBy: String
    /// How often pairs of about one confidence were right, among those of `precisionKnownBy`; empty where none were
    /// looked at.
    public var reliability: [ReliabilityBin]

    enum CodingKeys: String, CodingKey {
        case listings, clusters, duplicates, seconds, relation, within, threshold, reliability
        case expectedPrecision = "expected_precision"
        case expectedRecall = "expected_recall"
        case precisionKnownBy = "precision_known_by"
    }

    public init(
        listings: Int, clusters: Int, duplicates: Int, seconds: Double, relation: AuditRelation, within: AuditScope,
        threshold: Double, expectedPrecision: Double?, expectedRecall: Double? = nil, precisionKnownBy: String,
        reliability: [ReliabilityBin] = []
    ) {
        self.listings = listings
        self.clusters = clusters
        self.duplicates = duplicates
        self.seconds = seconds
        self.relation = relation
        self.within = within
        self.threshold = threshold
        self.expectedPrecision = expectedPrecision
        self.expectedRecall = expectedRecall
        self.precisionKnownBy = precisionKnownBy
        self.reliability = reliability
    }

    /// What an older audit did not write is not known.
    public init(from decoder: any Decoder) throws {
        let found = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            listings: try found.decode(Int.self, forKey: .listings),
            clusters: try found.decode(Int.self, forKey: .clusters),
            duplicates: try found.decode(Int.self, forKey: .duplicates),
            seconds: try found.decode(Double.self, forKey: .seconds),
            relation: try found.decode(AuditRelation.self, forKey: .relation),
            within: try found.decode(AuditScope.self, forKey: .within),
            threshold: try found.decode(Double.self, forKey: .threshold),
            expectedPrecision: try found.decodeIfPresent(Double.self, forKey: .expectedPrecision),
            expectedRecall: try found.decodeIfPresent(Double.self, forKey: .expectedRecall),
            precisionKnownBy: try found.decode(String.self, forKey: .precisionKnownBy),
            reliability: try found.decodeIfPresent([ReliabilityBin].self, forKey: .reliability) ?? [])
    }

    /// What is expected is written as null where it is not known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(listings, forKey: .listings)
        try container.encode(clusters, forKey: .clusters)
        try container.encode(duplicates, forKey: .duplicates)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(relation, forKey: .relation)
        try container.encode(within, forKey: .within)
        try container.encode(threshold, forKey: .threshold)
        try container.encode(expectedPrecision, forKey: .expectedPrecision)
        try container.encode(expectedRecall, forKey: .expectedRecall)
        try container.encode(precisionKnownBy, forKey: .precisionKnownBy)
        try container.encode(reliability, forKey: .reliability)
    }
}
