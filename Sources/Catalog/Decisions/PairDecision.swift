public import Records

/// What a person decided about two listings.
public struct PairDecision: Hashable, Codable, Sendable {
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        case duplicate, variants, different
    }

    /// What the two listings said when it was decided.
    public struct Contents: Hashable, Codable, Sendable {
        public let a: ListingContent
        public let b: ListingContent
    }

    /// The two listings, the lesser id first.
    public let a: ProductID
    public let b: ProductID
    public var verdict: Verdict
    /// The listing to keep, where one goes.
    public var keep: ProductID?
    /// Seconds since 1970.
    public var time: Int64
    /// The name of the key it came with; nil where no key is asked for.
    public var person: String?
    /// Given by the catalogue; nil where it is not known, as of decisions of an older version.
    public var contents: Contents?

    public init(
        _ one: ProductID, _ other: ProductID, _ verdict: Verdict, keep: ProductID? = nil, time: Int64 = 0,
        person: String? = nil
    ) {
        (a, b) = one < other ? (one, other) : (other, one)
        (self.verdict, self.keep, self.time, self.person) = (verdict, keep, time, person)
    }

    /// Whether it is about the two listings as they are, given in any order: once one says something else it is kept, and
    /// binds nobody. What a person saw is what was decided.
    public func holds(of one: StoredProduct, _ other: StoredProduct) -> Bool {
        guard let contents else { return true }
        let (first, second) = one.id == a ? (one, other) : (other, one)
        return ListingContent(of: first) == contents.a && ListingContent(of: second) == contents.b
    }
}
