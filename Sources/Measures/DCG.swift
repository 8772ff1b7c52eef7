import Glibc

/// Discounted cumulated gain (Järvelin & Kekäläinen 2002) with gain 2^grade - 1 and discount log2(rank + 1)
/// (Burges et al. 2005).
public enum DCG {
    /// The gain of grades in ranked order, over the first `cutoff`.
    public static func value(_ grades: [Double], at cutoff: Int) -> Double {
        grades.prefix(cutoff).enumerated().reduce(0) { sum, entry in
            sum + (exp2(entry.element) - 1) / log2(Double(entry.offset) + 2)
        }
    }

    /// The gain as a share of that of the best order of the same grades; nil where every grade is zero.
    public static func normalised(_ grades: [Double], at cutoff: Int) -> Double? {
        let best = value(grades.sorted(by: >), at: cutoff)
        return best > 0 ? value(grades, at: cutoff) / best : nil
    }
}
