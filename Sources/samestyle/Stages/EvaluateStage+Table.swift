import Foundation
import Measures

extension EvaluateStage {
    /// A line for each cell; behind R@1 and R@10 stands where they lie in 95 of 100 cases by chance.
    func show(_ cells: [String: MeasuredRanking], _ title: String, order: [String]) {
        var header = [title, "MRR"]
        for k in RankingScores.cutoffs { header += ["R@\(k)"] + (Self.withInterval.contains(k) ? ["95 %"] : []) }
        var table = TextTable(header + ["queries"])
        for name in order {
            guard let cell = cells[name] else { continue }
            var row = [name, Self.share(cell.mrr)]
            for k in RankingScores.cutoffs {
                row.append(Self.share(cell.recall(at: k)))
                if Self.withInterval.contains(k) { row.append(Self.range(cell.recallInterval(at: k))) }
            }
            table.add(row + ["\(cell.queries)"])
        }
        table.lines.forEach(console.say)
    }

    private static let withInterval = [1, 10]

    static func share(_ value: Double) -> String { String(format: "%.3f", value) }

    /// "0.513–0.562".
    static func range(_ interval: Interval) -> String { "\(share(interval.low))–\(share(interval.high))" }
}
