import ArgumentParser
import Logging
import Service

/// The one program: every command of SameStyle.
@main
struct SameStyle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "samestyle",
        abstract: "Find the same style: learn joint picture and text embeddings from clicks, search them, audit them.",
        discussion: """
            A first run, start to end:
              samestyle demo
            With a shop's own files:
              samestyle catalog import products.csv --images pictures/
              samestyle clicks import clicks.csv
              samestyle train --minutes 20
              samestyle index build
              samestyle evaluate
              samestyle audit --out report/
              samestyle serve
            """,
        subcommands: [
            CatalogCommand.self, ClicksCommand.self, PairsCommand.self, TrainCommand.self, ModelCommand.self,
            IndexCommand.self, SearchCommand.self, EvaluateCommand.self, AuditCommand.self, DecisionsCommand.self,
            CalibrateCommand.self, ServeCommand.self, BackupCommand.self, RestoreCommand.self, DemoCommand.self,
        ])

    @OptionGroup var global: GlobalOptions

    static func main() async {
        LoggingSystem.bootstrap { ServiceLogHandler($0) }
        do {
            try await Interruption.heeded {
                var command = try parseAsRoot()
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
            }
        } catch {
            ProgramExit.leave(with: error, of: self)
        }
    }
}
