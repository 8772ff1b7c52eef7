import Foundation

/// The ranges that prices are counted by: 1 to 2, 2 to 5, 5 to 10, 10 to 20, and so on, whatever was asked, so that a range
/// that was chosen is there again when something else is chosen too.
enum PriceRanges {
    /// Where each range begins; the first holds what costs nothing.
    static let starts: [Double] = {
        var starts = [0.0]
        for power in -2...8 {
            let ten = pow(10, Double(abs(power)))
            for digit in [1.0, 2, 5] { starts.append(power < 0 ? digit / ten : digit * ten) }
        }
        return starts
    }()

    /// The range of an amount; nil for what is no price.
    static func place(of amount: Double) -> Int? {
        guard amount >= 0, amount.isFinite else { return nil }
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= amount { low = middle } else { high = middle }
        }
        return low
    }

    /// The ranges that most prices lie in, from the lowest on.
    ///
    /// - Parameter counts: Of each range.
    static func values(_ counts: [Int], limit: Int) -> [FacetValue] {
        let most = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
        return most.prefix(limit).sorted().map { place in
            let (from, to) = (starts[place], place + 1 < starts.count ? starts[place + 1] : nil)
            let name = to.map { "\(words(from))-\(words($0))" } ?? "\(words(from)) and more"
            return FacetValue(name, counts[place], from: from, to: to)
        }
    }

    private static func words(_ amount: Double) -> String {
        amount == amount.rounded() ? "\(Int(amount))" : "\(amount)"
    }
}
