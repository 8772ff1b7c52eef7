/// Percentile bootstrap (Efron 1979): how far a mean would move if other things of the same kind had been seen.
///
/// Groups are drawn with replacement, as many as there are, and the mean is taken over all things of those drawn; the
/// interval holds the middle `level` of the means of all draws. The same seed gives the same interval.
public struct Bootstrap: Sendable {
    public var draws = 1000
    public var level = 0.95
    public var seed: UInt64

    public init(seed: UInt64 = 1) { self.seed = seed }

    /// An interval for the mean of each measure.
    ///
    /// Fewer than two groups say nothing of how groups differ: the interval is then all of 0...1. Where all groups are
    /// alike it is a point, since what was never seen cannot be drawn.
    public func intervals(of sums: GroupedSums) -> [Interval] {
        let (groups, width) = (sums.groups, sums.width)
        guard groups > 1 else { return [Interval](repeating: Interval(0, 1), count: sums.measures) }
        var source = SplitMix(state: seed)
        // (measures, draws)
        var means = [[Double]](repeating: [], count: sums.measures)
        // How often each group was drawn.
        var times = [Double](repeating: 0, count: groups)
        for _ in 0..<draws {
            for group in times.indices { times[group] = 0 }
            for _ in times.indices { times[source.below(groups)] += 1 }
            let drawn = (0..<width).map { Self.sum(sums.table, column: $0, of: width, times) }
            for measure in means.indices { means[measure].append(drawn[1 + measure] / drawn[0]) }
        }
        let tail = (1 - level) / 2
        return means.map { means in
            let sorted = means.sorted()
            return Interval(Self.quantile(tail, of: sorted), Self.quantile(1 - tail, of: sorted))
        }
    }

    /// The sum of a column of a table (groups, width), each row as often as it was drawn.
    private static func sum(_ table: [Double], column: Int, of width: Int, _ times: [Double]) -> Double {
        table.withUnsafeBufferPointer { table in
            times.withUnsafeBufferPointer { times in
                var (sum, at, place) = (0.0, 0, column)
                while at < times.count {
                    sum += times[at] * table[place]
                    at += 1
                    place += width
                }
                return sum
            }
        }
    }

    /// Between two neighbours in proportion.
    private static func quantile(_ share: Double, of sorted: [Double]) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }

    /// SplitMix64 (Steele, Lea & Flood 2014): plenty for draws, and the same on every machine.
    private struct SplitMix {
        var state: UInt64

        /// From 0 up to `count`, each as likely to within one in 2^64 / count.
        mutating func below(_ count: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)).multipliedFullWidth(by: UInt64(count)).high)
        }
    }
}
