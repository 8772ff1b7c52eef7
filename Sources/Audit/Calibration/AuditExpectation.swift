/// What to expect of an audit's pairs, and how that is known.
public struct AuditExpectation: Hashable, Sendable {
    /// The share of the pairs found that is right, and of the right ones that is found, 0...1.
    public var precision: Double
    public var recall: Double?
    public var knownBy: String
    public var reliability: [ReliabilityBin]

    public init(precision: Double, recall: Double?, knownBy: String, reliability: [ReliabilityBin] = []) {
        (self.precision, self.recall, self.knownBy) = (precision, recall, knownBy)
        self.reliability = reliability
    }
}
