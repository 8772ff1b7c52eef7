/// How good rankings are, gathered query by query: mean reciprocal rank and recall at 1, 5, 10 and 20.
///
/// Recall at k is, as in the paper's table (Chen et al., WWW 2023, section 4), the share of queries that have a relevant
/// one among the first k.
public struct RankingScores: Hashable, Sendable {
    public private(set) var queries = 0
    private var reciprocal = ReciprocalRank()
    private var recalls = Self.cutoffs.map { Recall(at: $0) }
    /// The same by group: the reciprocal rank, then the hits at each cutoff.
    private(set) var sums = GroupedSums(measures: 1 + Self.cutoffs.count)

    public static let cutoffs = [1, 5, 10, 20]

    public init() {}

    /// Counts a query by the 1-based rank of the first relevant one; nil where none was found.
    ///
    /// - Parameter group: Queries of one group, the listings of one style say, rise and fall together; nil for a query
    ///   that stands alone.
    public mutating func add(firstRank: Int?, of group: String? = nil) {
        queries += 1
        let found = firstRank.map(Double.init) ?? .infinity
        sums.add([1 / found] + Self.cutoffs.map { found <= Double($0) ? 1 : 0 }, of: group)
        reciprocal.add(firstRank: firstRank)
        for at in recalls.indices { recalls[at].add(firstRank: firstRank) }
    }

    public var mrr: Double { reciprocal.value }

    /// The share of queries with a relevant one among the first `k`, one of `cutoffs`.
    public func recall(at k: Int) -> Double { recalls.first { $0.cutoff == k }?.value ?? .nan }
}

extension RankingScores: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(mrr, forKey: Key("mrr"))
        for k in Self.cutoffs { try container.encode(recall(at: k), forKey: Key("r@\(k)")) }
        try container.encode(queries, forKey: Key("queries"))
    }
}
