import ArgumentParser
import Clicks

struct PairsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs", abstract: "Show what training would learn from: pairs kept, pairs dropped, and why.",
        discussion: """
            A pair is two products that one session, or one search, clicked. It is kept where both are of one leaf \
            category, their words are relevant to each other and, where an index is built, their embeddings agree.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: SamplingOptions

    func run() throws {
        let console = global.console
        let snapshot = try IndexStage(workspace: global.workspace, console: console).openIfBuilt()
        let report = try PairStage(store: global.workspace.openCatalog()).run(options.sampling, relevantBy: snapshot)
            .report
        console.say(
            "\(report.clicks) clicks, \(report.unknownProducts) on unknown products: \(report.candidates) candidate "
                + "pairs, \(report.kept) kept"
                + (report.decided > 0 ? ", \(report.decided) of them decided by people" : ""))
        for (reason, count) in report.dropped.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            console.say("  dropped for \(reason): \(count)")
        }
        var table = TextTable(["kept by category", "pairs"])
        for (category, count) in report.byCategory.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(20) {
            table.add([category.isEmpty ? "(none)" : category, "\(count)"])
        }
        table.lines.forEach(console.say)
        for example in report.examples {
            let verdict = example.dropped.map { "dropped, \($0.rawValue)" } ?? "kept"
            console.say("\(verdict): \(example.triggerTitle) | \(example.offerTitle)")
        }
        try console.finish(report)
    }
}
