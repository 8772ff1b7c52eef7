public import Records

/// What a person decided about two listings.
public struct PairDecision: Hashable, Codable, Sendable {
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        case duplicate, variants, different
    }

    /// The two listings, the lesser id first.
    public let a: ProductID
    public let b: ProductID
    public var verdict: Verdict
    /// The listing to keep, where one goes.
    public var keep: ProductID?
    /// Seconds since 1970.
    public var time: Int64

    public init(_ one: ProductID, _ other: ProductID, _ verdict: Verdict, keep: ProductID? = nil, time: Int64 = 0) {
        (a, b) = one < other ? (one, other) : (other, one)
        self.verdict = verdict
        self.keep = keep
        self.time = time
    }
}
