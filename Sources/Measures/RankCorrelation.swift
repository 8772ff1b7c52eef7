/// Whether two numbers rise and fall together, whatever their scales.
public enum RankCorrelation {
    /// Spearman's rank correlation (1904), -1...1: Pearson's over the ranks, those of equal values averaged; nil where
    /// either side is all alike or has fewer than two values.
    public static func spearman(_ pairs: [(a: Double, b: Double)]) -> Double? {
        let (a, b) = (ranks(pairs.map(\.a)), ranks(pairs.map(\.b)))
        // Ranks from 1 on, ties averaged, have this mean always.
        let mean = Double(pairs.count + 1) / 2
        var (ab, aa, bb) = (0.0, 0.0, 0.0)
        for (x, y) in zip(a, b) {
            ab += (x - mean) * (y - mean)
            aa += (x - mean) * (x - mean)
            bb += (y - mean) * (y - mean)
        }
        return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : nil
    }

    /// The place of each value in rising order, from 1; equal ones share the mean of their places.
    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for at in order[start..<end] { ranks[at] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}
