public import Records

/// A product that a text search found.
public struct TextMatch: Hashable, Sendable {
    public var id: ProductID
    /// BM25, higher is better; to be compared within one search alone.
    public var score: Double
}
