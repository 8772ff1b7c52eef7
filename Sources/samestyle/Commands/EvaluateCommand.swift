import ArgumentParser
import Foundation
import Records
import Retrieval
import Tables

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure the index: the grid of trigger and offer views.",
        discussion: """
            i-i means that a picture looks for pictures, t-m that words look for products, and so on.
            --truth style: products of the held-out part that share a style are relevant to each other.
            --truth PAIRS.csv: columns trigger, offer, label (1 or 0); the products it names rank each other.
            --truth JUDGEMENTS.csv: columns query, product, grade; nDCG@10 over the judged products of each query.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("style, or a CSV file of pairs or judgements.", valueName: "style|file"))
    var truth = "style"

    @Option(help: ArgumentHelp("category: the grid for each of the widest categories too.", valueName: "category"))
    var by: Breakdown?

    @Option(help: "Which part of the styles: test for what is reported, validation for choosing settings.")
    var part = Split.test

    enum Breakdown: String, ExpressibleByArgument, CaseIterable { case category }

    struct Judged: Encodable {
        let ndcg: Double
        let queries: Int
        enum CodingKeys: String, CodingKey {
            case ndcg = "ndcg@10"
            case queries
        }
    }

    func run() throws {
        let stage = EvaluateStage(workspace: global.workspace, console: global.console)
        guard truth != "style" else {
            return try global.console.finish(stage.run(part: part, byCategory: by != nil))
        }
        let file = try TruthFile(truth)
        if let judgements = file.judgements {
            let retriever = try IndexStage(workspace: global.workspace, console: global.console).retriever()
            let outcome = JudgedQueries.evaluate(judgements, retriever.snapshot, retriever.model)
            global.console.say(
                "nDCG@10 \(String(format: "%.3f", outcome.ndcg10)) over \(outcome.queries) queries; "
                    + "\(outcome.unknown) judgements on products that are not in the index")
            try global.console.finish(Judged(ndcg: outcome.ndcg10, queries: outcome.queries))
        } else {
            try global.console.finish(stage.run(truth: file, byCategory: by != nil))
        }
    }
}

extension Split: ExpressibleByArgument {}
