import Foundation

/// How the values of an axis become places on it, 0 to 1, and where its ticks stand.
struct ChartScale {
    let low, high: Double
    let isLogarithmic: Bool
    let ticks: [Double]

    /// Where `value` stands; what lies outside stands at the edge.
    func place(_ value: Double) -> Double {
        let (a, b, v) =
            isLogarithmic ? (log10(low), log10(high), log10(max(value, low))) : (low, high, value)
        return min(1, max(0, (v - a) / (b - a)))
    }

    /// From `low` to `high` as they are, with about `count` ticks at round numbers within.
    static func exact(_ low: Double, _ high: Double, count: Int = 5) -> ChartScale {
        let high = high > low ? high : low + 1
        let step = roundStep((high - low) / Double(count))
        let first = Int((low / step).rounded(.up)), last = Int((high / step + 1e-9).rounded(.down))
        return ChartScale(
            low: low, high: high, isLogarithmic: false, ticks: (first...max(first, last)).map { Double($0) * step })
    }

    /// From zero to the round number at or above `high`.
    static func fromZero(to high: Double, count: Int = 5) -> ChartScale {
        let high = high > 0 ? high : 1
        let step = roundStep(high / Double(count))
        let last = Int((high / step - 1e-9).rounded(.up))
        return ChartScale(
            low: 0, high: Double(last) * step, isLogarithmic: false, ticks: (0...last).map { Double($0) * step })
    }

    /// Powers of ten around the values, both above zero; within two of them 2 and 5 are marked too.
    static func logarithmic(_ low: Double, _ high: Double) -> ChartScale {
        let marks = high / low < 300 ? [1.0, 2, 5] : [1]
        let decades = Int(log10(low).rounded(.down)) - 1...Int(log10(high).rounded(.up)) + 1
        let all = decades.flatMap { decade in marks.map { $0 * pow(10, Double(decade)) } }
        let bottom = all.last { $0 <= low * (1 + 1e-9) } ?? low
        let top = all.first { $0 >= high * (1 - 1e-9) && $0 > bottom } ?? high
        return ChartScale(low: bottom, high: top, isLogarithmic: true, ticks: all.filter { $0 >= bottom && $0 <= top })
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is at least `size`.
    private static func roundStep(_ size: Double) -> Double {
        let decade = pow(10, log10(size).rounded(.down))
        return ([1, 2, 5].first { $0 * decade >= size * (1 - 1e-9) } ?? 10) * decade
    }
}
