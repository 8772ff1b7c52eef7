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
    /// How that is known: measured on labelled pairs, or only the model's own confidence.
    public var precisionKnownBy: String

    enum CodingKeys: String, CodingKey {
        case listings, clusters, duplicates, seconds, relation, within, threshold
        case expectedPrecision = "expected_precision"
        case precisionKnownBy = "precision_known_by"
    }

    public init(
        listings: Int, clusters: Int, duplicates: Int, seconds: Double, relation: AuditRelation, within: AuditScope,
        threshold: Double, expectedPrecision: Double?, precisionKnownBy: String
    ) {
        self.listings = listings
        self.clusters = clusters
        self.duplicates = duplicates
        self.seconds = seconds
        self.relation = relation
        self.within = within
        self.threshold = threshold
        self.expectedPrecision = expectedPrecision
        self.precisionKnownBy = precisionKnownBy
    }

    /// `expected_precision` is written as null where it is not known.
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
        try container.encode(precisionKnownBy, forKey: .precisionKnownBy)
    }
}
