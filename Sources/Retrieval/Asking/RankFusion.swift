/// Joins ranked lists into one by the places things have in each (reciprocal rank fusion, Cormack et al. 2009).
public enum RankFusion {
    /// Each thing scores the sum over lists of weight / (60 + place); ties go to the lesser thing.
    public static func fuse(_ lists: [(rows: [Int], weight: Double)]) -> [Int] {
        var scores: [Int: Double] = [:]
        for (rows, weight) in lists {
            for (place, row) in rows.enumerated() { scores[row, default: 0] += weight / Double(61 + place) }
        }
        return scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
