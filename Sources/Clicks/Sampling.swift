public import Records

/// How clicks become pairs; the published system names the constraints and not their values, so these are ours.
public struct Sampling: Codable, Hashable, Sendable {
    /// Within what two products of a pair must agree.
    public enum CategoryConstraint: String, Codable, Sendable, CaseIterable {
        /// The leaf category, as the paper has it.
        case leaf
        /// The widest category.
        case top
        case none
    }

    public var category = CategoryConstraint.leaf
    /// The least cosine of the two listings' words, weighted by how rare they are. On the click log we know best, of
    /// the pairs above .25 a quarter are of one style, above .5 half, above .7 eight tenths.
    public var relevance: Float = 0.5
    /// The least cosine of the two embeddings, once a model exists.
    public var embeddingSimilarity: Float = 0.3
    /// The least number of sessions and queries that speak for a pair.
    public var evidence = 1
    /// A session or query that clicked more products is no shopper: only those it was most interested in count.
    public var longest = 40
    /// Whether a click far down a list counts for more than one at the top, by how seldom it is seen.
    public var correctsPosition = true

    public init() {}

    /// How much an event says of interest.
    static func weight(_ event: Click.Event) -> Float {
        switch event {
        case .view: 0.3
        case .click: 1
        case .like: 2
        case .cart, .offer: 3
        case .purchase: 4
        }
    }
}

/// Two products that one shopper's need led to, the lesser id first.
public struct ClickPair: Hashable, Codable, Sendable {
    public let trigger: ProductID
    public let offer: ProductID
    /// How much the clicks speak for it, against how often both are clicked at all.
    public internal(set) var weight: Float
    /// The sessions and queries that speak for it.
    public let evidence: Int

    public init(trigger: ProductID, offer: ProductID, weight: Float, evidence: Int) {
        (self.trigger, self.offer, self.weight, self.evidence) = (trigger, offer, weight, evidence)
    }
}
