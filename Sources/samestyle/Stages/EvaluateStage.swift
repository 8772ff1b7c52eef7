import Catalog
import Encoders
import Measures
import Records
import Retrieval

/// How good the index in use is: the grid of the paper, and what else can be asked of the same products.
struct EvaluateStage {
    let workspace: Workspace
    let console: Console

    /// What is measured.
    struct Question {
        /// Which part of the split, where style is the truth.
        var part = Split.test
        /// Pairs of one's own; style is the truth where nil.
        var truth: TruthFile?
        var withheld: [WithheldField] = []
        /// The attribute whose values are asked for.
        var transfer: String?
        var byCategory = false
    }

    struct Summary: Encodable {
        var grid: [String: MeasuredRanking] = [:]
        var by: [String: [String: MeasuredRanking]]?
        var pairs: [String: PairScores]?
        var transfer: [String: MeasuredRanking]?
        var withheld: [String]?
        var candidates: Int
        var model: String
    }

    func run(_ question: Question = Question()) throws -> Summary {
        let index = try open(withheld: question.withheld, encoding: question.transfer != nil) { product in
            question.truth?.named.contains(product.id) ?? (Split(of: product) == question.part)
        }
        if let attribute = question.transfer { try require(attribute, of: index.products) }
        let evaluation = Evaluation(index.snapshot)
        let products = index.products.map(\.product)
        let grid =
            question.truth.map { evaluation.grid(products, $0.relevant) }
            ?? evaluation.byStyle(products, part: question.part)
        guard !grid.overall.isEmpty else { throw nothingToRank(question) }
        var summary = Summary(candidates: grid.candidates, model: index.snapshot.manifest.model)
        if !question.withheld.isEmpty { summary.withheld = question.withheld.map(\.description) }
        summary.grid = measured(grid.overall)
        show(summary.grid, "all, \(grid.candidates) products ranked")
        if question.byCategory {
            let by = grid.byCategory.mapValues(measured)
            for (category, cells) in by.sorted(by: { $0.key < $1.key }) {
                show(cells, category.isEmpty ? "(no category)" : category)
            }
            summary.by = by
        }
        if let truth = question.truth { summary.pairs = try classify(truth.pairs, index.snapshot) }
        if let attribute = question.transfer { summary.transfer = try transfer(attribute, index) }
        return summary
    }

    private func measured(_ cells: [Evaluation.Cell: RankingScores]) -> [String: MeasuredRanking] {
        Dictionary(uniqueKeysWithValues: cells.map { ($0.key.description, MeasuredRanking($0.value)) })
    }

    private func show(_ cells: [String: MeasuredRanking], _ title: String) {
        show(cells, title, order: Evaluation.Cell.all.map(\.description))
    }

    private func nothingToRank(_ question: Question) -> ProgramError {
        guard question.truth == nil else {
            return .nothing(
                missing: "none of the pairs with label 1 is of products in the index",
                remedy: "check the ids of the file against the catalogue")
        }
        return .nothing(
            missing: "no product of the \(question.part.rawValue) part has another of its style",
            remedy: "import the field style, or give --truth PAIRS.csv")
    }
}
