import Glibc

/// Discounted cumulated gain (Järvelin & Kekäläinen 2002) with gain 2^grade - 1 and discount log2(rank + 1)
/// (Burges et al. 2005).
public enum DCG {
    /// The gain of grades in ranked order, over the first `cutoff`.
    public static func value(_ grades: [Double], at cutoff: Int) -> Double {
        value(gains: grades.map(gain), at: cutoff)
    }

    /// The gain as a share of that of the best order of the same grades; nil where every grade is zero.
    public static func normalised(_ grades: [Double], at cutoff: Int) -> Double? {
        share(of: grades.map(gain), grades, at: cutoff)
    }

    /// The same for things in any order, ranked by their scores, highest first.
    ///
    /// Those of one score have no order among them: each counts with their mean gain, which is what all their orders
    /// come to on the average (McSherry & Najork 2008).
    public static func normalised(scored: [(score: Float, grade: Double)], at cutoff: Int) -> Double? {
        let ranked = scored.sorted { $0.score > $1.score }
        var gains = ranked.map { gain($0.grade) }
        var start = 0
        while start < ranked.count {
            let end = ranked[start...].firstIndex { $0.score != ranked[start].score } ?? ranked.count
            let mean = gains[start..<end].reduce(0, +) / Double(end - start)
            for at in start..<end { gains[at] = mean }
            start = end
        }
        return share(of: gains, scored.map(\.grade), at: cutoff)
    }

    /// What an order by chance comes to on the average; nil where every grade is zero.
    public static func byChance(_ grades: [Double], at cutoff: Int) -> Double? {
        normalised(scored: grades.map { (0, $0) }, at: cutoff)
    }

    private static func gain(_ grade: Double) -> Double { exp2(grade) - 1 }

    private static func value(gains: [Double], at cutoff: Int) -> Double {
        gains.prefix(cutoff).enumerated().reduce(0) { sum, entry in
            sum + entry.element / log2(Double(entry.offset) + 2)
        }
    }

    private static func share(of gains: [Double], _ grades: [Double], at cutoff: Int) -> Double? {
        let best = value(grades.sorted(by: >), at: cutoff)
        return best > 0 ? min(1, value(gains: gains, at: cutoff) / best) : nil
    }
}
