/// A pair of rows and how sure it is that they are the same.
struct ScoredPair: Sendable {
    var pair: RowPair
    var confidence: Double
    /// How far the details of the pictures agree, 1 for one file; nil where they were not laid over each other.
    var overlay: Float?

    /// Surest first; equally sure ones by row, so that every run joins in the same order.
    static func surer(_ x: ScoredPair, _ y: ScoredPair) -> Bool {
        x.confidence != y.confidence ? x.confidence > y.confidence : x.pair < y.pair
    }
}
