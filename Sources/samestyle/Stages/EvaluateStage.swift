import Catalog
import Foundation
import Measures
import Records
import Retrieval

/// The grid of the paper over the index in use.
struct EvaluateStage {
    let workspace: Workspace
    let console: Console

    struct Summary: Encodable {
        var grid: [String: RankingScores] = [:]
        var by: [String: [String: RankingScores]]?
        var candidates: Int
        var model: String
    }

    /// - Parameters:
    ///   - part: Which part of the split, where style is the truth.
    ///   - truth: Pairs of one's own; style is the truth where nil.
    func run(part: Split = .test, truth: TruthFile? = nil, byCategory: Bool = false) throws -> Summary {
        let store = try workspace.openCatalog()
        let snapshot = try IndexStage(workspace: workspace, console: console).folder.open()
        var products: [Product] = []
        try store.forEachProduct { products += $0.map(\.product) }
        let evaluation = Evaluation(snapshot)
        let grid: Evaluation.Grid
        if let truth {
            grid = evaluation.grid(products.filter { truth.named.contains($0.id) }, truth.relevant)
        } else {
            grid = evaluation.byStyle(products, part: part)
        }
        guard !grid.overall.isEmpty else {
            if truth != nil {
                throw ProgramError.nothing(
                    missing: "none of the pairs with label 1 is of products in the index",
                    remedy: "check the ids of the file against the catalogue")
            }
            throw ProgramError.nothing(
                missing: "no product of the \(part.rawValue) part has another of its style",
                remedy: "import the field style, or give --truth PAIRS.csv")
        }
        show(grid.overall, "all, \(grid.candidates) products ranked")
        var summary = Summary(candidates: grid.candidates, model: snapshot.manifest.model)
        summary.grid = named(grid.overall)
        if byCategory {
            summary.by = grid.byCategory.mapValues(named)
            for (category, cells) in grid.byCategory.sorted(by: { $0.key < $1.key }) {
                show(cells, category.isEmpty ? "(no category)" : category)
            }
        }
        return summary
    }

    private func named(_ cells: [Evaluation.Cell: RankingScores]) -> [String: RankingScores] {
        Dictionary(uniqueKeysWithValues: cells.map { ($0.key.description, $0.value) })
    }

    private func show(_ cells: [Evaluation.Cell: RankingScores], _ title: String) {
        var table = TextTable([title, "MRR"] + RankingScores.cutoffs.map { "R@\($0)" } + ["queries"])
        for cell in Evaluation.Cell.all {
            guard let scores = cells[cell] else { continue }
            let recalls = RankingScores.cutoffs.map { String(format: "%.3f", scores.recall(at: $0)) }
            table.add(["\(cell)", String(format: "%.3f", scores.mrr)] + recalls + ["\(scores.queries)"])
        }
        table.lines.forEach(console.say)
    }
}
