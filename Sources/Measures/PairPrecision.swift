/// How well a clustering agrees with the truth, pair by pair and thing by thing.
public struct PairPrecision: Hashable, Codable, Sendable {
    /// Of the pairs put together, the share that belongs together; 1 where none was put together.
    public let precision: Double
    /// Of the pairs that belong together, the share that was put together; 1 where none does.
    public let recall: Double
    /// B-cubed (Bagga & Baldwin 1998): the same, averaged over things, each with itself counted.
    public let bCubedPrecision: Double
    public let bCubedRecall: Double

    public var f1: Double { Self.harmonic(precision, recall) }
    public var bCubedF1: Double { Self.harmonic(bCubedPrecision, bCubedRecall) }

    private static func harmonic(_ a: Double, _ b: Double) -> Double { a + b > 0 ? 2 * a * b / (a + b) : 0 }

    /// - Parameter things: For each thing the cluster it was put in and the one it belongs to.
    public init<Found: Hashable, Truth: Hashable>(_ things: [(found: Found, truth: Truth)]) {
        var (cells, found, truth): ([Found: [Truth: Int]], [Found: Int], [Truth: Int]) = ([:], [:], [:])
        for thing in things {
            cells[thing.found, default: [:]][thing.truth, default: 0] += 1
            found[thing.found, default: 0] += 1
            truth[thing.truth, default: 0] += 1
        }
        func pairs(_ counts: some Collection<Int>) -> Double {
            counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
        }
        let (together, putTogether, belong) = (
            cells.values.reduce(0) { $0 + pairs($1.values) }, pairs(found.values), pairs(truth.values)
        )
        precision = putTogether > 0 ? together / putTogether : 1
        recall = belong > 0 ? together / belong : 1
        var (byFound, byTruth) = (0.0, 0.0)
        for (cluster, row) in cells {
            for (style, count) in row {
                let square = Double(count) * Double(count)
                byFound += square / Double(found[cluster] ?? count)
                byTruth += square / Double(truth[style] ?? count)
            }
        }
        bCubedPrecision = things.isEmpty ? 1 : byFound / Double(things.count)
        bCubedRecall = things.isEmpty ? 1 : byTruth / Double(things.count)
    }
}
