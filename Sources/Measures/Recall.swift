/// The share of queries that have a relevant one among the first `cutoff`; 0 where there was no query.
public struct Recall: Hashable, Sendable {
    public let cutoff: Int
    private var hits = 0
    private var queries = 0

    public init(at cutoff: Int) {
        precondition(cutoff > 0, "a rank is at least 1")
        self.cutoff = cutoff
    }

    /// Counts a query by the 1-based rank of the first relevant one; nil where none was found.
    public mutating func add(firstRank: Int?) {
        queries += 1
        if let firstRank, firstRank <= cutoff { hits += 1 }
    }

    public var value: Double { queries == 0 ? 0 : Double(hits) / Double(queries) }
}
