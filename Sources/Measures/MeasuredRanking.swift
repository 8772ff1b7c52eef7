/// The scores of rankings, each with the interval that it lies in by chance.
public struct MeasuredRanking: Hashable, Sendable {
    public let scores: RankingScores
    /// Of the mean reciprocal rank.
    public let mrrInterval: Interval
    /// Of the recall at each of `RankingScores.cutoffs`.
    private let recallIntervals: [Interval]

    public init(_ scores: RankingScores, _ bootstrap: Bootstrap = Bootstrap()) {
        self.scores = scores
        let intervals = bootstrap.intervals(of: scores.sums)
        mrrInterval = intervals[0]
        recallIntervals = Array(intervals.dropFirst())
    }

    public var queries: Int { scores.queries }
    public var mrr: Double { scores.mrr }

    /// The share of queries with a relevant one among the first `k`, one of `RankingScores.cutoffs`.
    public func recall(at k: Int) -> Double { scores.recall(at: k) }

    /// All of 0...1 where `k` is none of the cutoffs.
    public func recallInterval(at k: Int) -> Interval {
        RankingScores.cutoffs.firstIndex(of: k).map { recallIntervals[$0] } ?? Interval(0, 1)
    }
}

extension MeasuredRanking: Encodable {
    private enum CodingKeys: String, CodingKey { case ci }

    /// The keys of the scores, and under `ci` an interval for each of them.
    public func encode(to encoder: any Encoder) throws {
        try scores.encode(to: encoder)
        var intervals = ["mrr": mrrInterval]
        for (k, interval) in zip(RankingScores.cutoffs, recallIntervals) { intervals["r@\(k)"] = interval }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(intervals, forKey: .ci)
    }
}
