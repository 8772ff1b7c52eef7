import ArgumentParser
import Intake
import Records
import Retrieval

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure the index: the grid of trigger and offer views.",
        discussion: """
            i-i means that a picture looks for pictures, t-m that words look for products, and so on. Beside a value \
            stands where it lies in 95 of 100 cases by chance (bootstrap).
            --truth style: products of the held-out part that share a style are relevant to each other.
            --truth PAIRS.csv: columns trigger, offer, label (1 or 0); the products it names rank each other, and with \
            labels of both kinds the calibrated confidence is held against them.
            --truth JUDGEMENTS.csv: columns query, product, grade; nDCG@10 over the judged products of each query.
            Columns that are called otherwise are named with --map, as in --map grade=score.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("style, or a CSV file of pairs or judgements.", valueName: "style|file"))
    var truth = "style"

    @Option(help: ArgumentHelp("Which column of the file holds a field.", valueName: "field=column"))
    var map: [String] = []

    @Option(help: ArgumentHelp("category: the grid for each of the widest categories too.", valueName: "category"))
    var by: Breakdown?

    @Option(help: "Which part of the styles: test for what is reported, validation for choosing settings.")
    var part = Split.test

    @Option(
        help: ArgumentHelp(
            "Encode the products measured anew without this field (\(WithheldField.known)); may be repeated.",
            valueName: "field"),
        transform: { name in
            guard let field = WithheldField(name) else {
                throw ValidationError("there is no field \(name) to withhold; there is \(WithheldField.known)")
            }
            return field
        })
    var withhold: [WithheldField] = []

    @Option(
        help: ArgumentHelp(
            "Measure too how a picture with the words of another value of this attribute finds it in the same style.",
            valueName: "attribute"))
    var transfer: String?

    enum Breakdown: String, ExpressibleByArgument, CaseIterable { case category }

    func validate() throws {
        if truth == "style", !map.isEmpty { throw ValidationError("--map names columns of a --truth file") }
        if truth != "style", transfer != nil { throw ValidationError("--transfer goes with --truth style") }
    }

    func run() throws {
        let stage = EvaluateStage(workspace: global.workspace, console: global.console)
        var question = EvaluateStage.Question()
        (question.part, question.byCategory) = (part, by != nil)
        (question.withheld, question.transfer) = (withhold, transfer)
        guard truth != "style" else { return try global.console.finish(stage.run(question)) }
        let file = try TruthFile(truth, mapping: ColumnMapping(map))
        if let judgements = file.judgements {
            try global.console.finish(stage.judge(judgements, of: file.named, withheld: withhold))
        } else {
            question.truth = file
            try global.console.finish(stage.run(question))
        }
    }
}

extension Split: ExpressibleByArgument {}
