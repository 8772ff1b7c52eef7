public import Catalog
public import Records

/// The answers to a question, best first.
public struct SearchAnswer: Sendable {
    public let results: [SearchResult]
    /// How many were ranked for this page: all that there are, or a few more than the page reaches.
    public let total: Int
    /// The page that follows; nil behind the last.
    public let next: PageToken?
    public let took: Took
    /// The model that encoded the question.
    public let model: String
    /// By field as it was asked for, the most frequent values among the best matches; nil where nobody asked.
    public var facets: [String: [FacetValue]]?
}

/// One answer.
public struct SearchResult: Sendable {
    public let product: StoredProduct
    /// The cosine with the question.
    public let score: Float
    /// The chance that it is of one style with what was asked for.
    public let confidence: Double
    public let relation: Relation
    /// Which of the product's pictures is nearest, counted from 0, where pictures were searched.
    public let picture: Int?
    /// What else there is of its style; nil where answers are not folded.
    public var variants: Variants?
    /// What brought it; nil where nobody asked.
    public var explanation: Explanation?

    /// Products that stand behind an answer, since they are of one style with it.
    public struct Variants: Sendable {
        public let count: Int
        /// The best of them, `mostProducts` at most.
        public let products: [ProductID]

        public static let mostProducts = 8
    }
}

/// Where the time went, in milliseconds.
public struct Took: Codable, Hashable, Sendable {
    public var encode: Double
    public var search: Double
}

/// Milliseconds between laps.
struct Stopwatch {
    private var last = ContinuousClock.now

    mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { last = now }
        return (now - last) / .milliseconds(1)
    }
}
