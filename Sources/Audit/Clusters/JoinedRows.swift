/// A cluster of rows, and what it was held apart from.
struct JoinedRows {
    /// Ascending.
    var rows: [Int]
    /// The rows that joined first: what the others are close to.
    var core: [Int]
    /// The surest link first.
    var separations: [Separation] = []

    /// A sure pair that was not joined, because the rest of the two sides is not sure enough.
    struct Separation {
        /// The row of this cluster, and the one outside.
        var row: Int
        var outside: Int
        var confidence: Double
        /// The least sure pair between the two cores.
        var weakest: ScoredPair
        /// The mean over the pairs between the two cores.
        var mean: Double
        /// Whether people held a row of one side apart from one of the other.
        var isDecided: Bool
    }
}
