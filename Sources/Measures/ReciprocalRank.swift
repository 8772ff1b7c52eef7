/// The mean over queries of one over the rank of the first relevant one (Voorhees 1999); 0 where there was no query.
public struct ReciprocalRank: Hashable, Sendable {
    private var sum = 0.0
    private var queries = 0

    public init() {}

    /// Counts a query by the 1-based rank of the first relevant one; one without any counts as 0.
    public mutating func add(firstRank: Int?) {
        queries += 1
        if let firstRank { sum += 1 / Double(firstRank) }
    }

    public var value: Double { queries == 0 ? 0 : sum / Double(queries) }
}
