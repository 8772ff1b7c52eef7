import Foundation

/// Durations of one kind, each of them kept.
struct Samples {
    /// Milliseconds, as they came.
    private(set) var values: [Double] = []

    mutating func add(_ duration: Duration) { values.append(duration / .milliseconds(1)) }
    mutating func add(_ others: Samples) { values += others.values }

    /// The duration that such a share of all does not exceed (nearest rank); NaN where there are none.
    func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let rank = Int((share * Double(values.count)).rounded(.up))
        return values.sorted()[min(max(rank, 1), values.count) - 1]
    }

    var median: Double { percentile(0.5) }
    var words: String {
        String(format: "p50 %.1f ms, p99 %.1f ms of %d", median, percentile(0.99), values.count)
    }
}
