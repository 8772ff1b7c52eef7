/// What became of a click log: what `samestyle pairs` shows.
public struct PairReport: Codable, Sendable {
    /// Why a candidate is no training pair.
    public enum Reason: String, Codable, Sendable, CaseIterable {
        case otherCategory = "other category"
        case littleRelevance = "too little relevance"
        case unlikeEmbeddings = "unlike embeddings"
        case littleEvidence = "too little evidence"
        case decidedDifferent = "decided different"
    }

    /// One candidate, for the eye.
    public struct Example: Codable, Sendable {
        public let trigger: String
        public let offer: String
        public let triggerTitle: String
        public let offerTitle: String
        public let evidence: Int
        public let weight: Float
        public let relevance: Float
        /// Nil where it was kept.
        public let dropped: Reason?
    }

    public var clicks = 0
    public var unknownProducts = 0
    /// Sessions and queries cut because they clicked too much.
    public var cutGroups = 0
    /// Pairs of products that one session, or one query, clicked, or that people decided to be the same.
    public var candidates = 0
    public var kept = 0
    /// Of the kept, those that people decided to be the same.
    public var decided = 0
    public var dropped: [String: Int] = [:]
    /// Kept pairs by the leaf category of the trigger.
    public var byCategory: [String: Int] = [:]
    public var examples: [Example] = []

    enum CodingKeys: String, CodingKey {
        case clicks
        case unknownProducts = "unknown_products"
        case cutGroups = "cut_groups"
        case candidates, kept, decided, dropped
        case byCategory = "by_category"
        case examples
    }
}
