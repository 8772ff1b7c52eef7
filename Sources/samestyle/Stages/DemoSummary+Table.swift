import Foundation
import Measures

extension DemoSummary {
    /// A line for each stage: its time, what it did, and how well by the known truth.
    var table: [String] {
        var table = TextTable(["stage", "seconds", "did", "held against the truth"])
        func add(_ stage: String, _ did: String?, _ truth: String? = nil) {
            guard let did else { return }
            table.add([stage, String(format: "%.1f", seconds[stage] ?? 0), did, truth ?? ""])
        }
        add(
            "draw", draw.map { "\($0.listings) listings of \($0.styles) styles" },
            draw.map { "\($0.copies) listings are copies; \($0.textLed) styles differ in their titles' figures alone" })
        for (stage, summary, drawn) in [("products", products, draw?.listings), ("clicks", clicks, draw?.clicks)] {
            add(
                stage, summary.map { "\($0.imported) imported, \($0.rejected) rejected" },
                drawn.map { "\($0) were drawn" })
        }
        add(
            "pairs", pairs.map { "\($0.kept) kept of \($0.candidates)" },
            pairs.map {
                "\(percent($0.sameStyle)) of one style; of all clicked together \(percent($0.sameStyleOfClicks)), "
                    + "by chance \(percent($0.chance))"
            })
        add(
            "train", train.map { "\($0.steps) steps, \(Int($0.samplesPerSecond)) samples/s" },
            train?.recall["m-m"].map { "held-out click partners found, m-m R@10 \(percent($0))" })
        add(
            "index", index.map { "\($0.vectors) vectors of \($0.products) products" },
            indexCheck.map { "recall@10 against exact search \(percent($0.recall))" })
        add("evaluate", evaluate.map { "unseen styles among \($0.candidates) listings" }, evaluate.map(styles))
        add(
            "audit", audit.map { "\($0.clusters) clusters, \($0.duplicates) listings too many" },
            auditTruth.map {
                "copies: precision \(percent($0.precision)), recall \(percent($0.recall)), F1 \(percent($0.f1))"
            })
        let all = String(format: "%.1f", seconds.values.reduce(0, +))
        table.add(["all", all, "", ""])
        return [""] + table.lines + [""]
    }

    private func styles(_ summary: EvaluateStage.Summary) -> String {
        let cells = [("i-i", 1), ("t-m", 10), ("m-m", 1)]
        return "same style: "
            + cells.compactMap { cell, k in
                summary.grid[cell].map { "\(cell) R@\(k) \(percent($0.recall(at: k)))" }
            }.joined(separator: ", ")
    }

    private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}
