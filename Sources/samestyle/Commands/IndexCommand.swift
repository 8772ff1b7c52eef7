import ArgumentParser
import Foundation

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "The vectors that are searched.", subcommands: [Build.self, Check.self])

    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Encode what is new and build the index; a running daemon takes it up by itself.")

        @OptionGroup var global: GlobalOptions

        @Option(help: "The model to encode with; the newest where left out.")
        var model: String?

        func run() throws {
            let stage = IndexStage(workspace: global.workspace, console: global.console)
            try global.console.finish(stage.build(model: model))
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the index is, and how it compares with an exact search over the same vectors.")

        @OptionGroup var global: GlobalOptions

        @Option(help: "How many products are asked for.")
        var queries = 500

        func validate() throws {
            if !(1...100_000).contains(queries) { throw ValidationError("--queries lies within 1...100000") }
        }

        func run() throws {
            let stage = IndexStage(workspace: global.workspace, console: global.console)
            let summary = try stage.check(queries)
            stage.report(summary)
            try global.console.finish(summary)
        }
    }
}
