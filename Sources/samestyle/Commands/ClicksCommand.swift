import ArgumentParser

struct ClicksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clicks", abstract: "The click log that training learns from.", subcommands: [Import.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a click log from CSV, TSV or JSONL.",
            discussion: """
                Fields: session, user, query, product, event (view, click, like, cart, offer, purchase), position (in \
                the list that was shown, from 1), time (ISO 8601 or seconds since 1970). The same click again changes \
                nothing.
                """)

        @OptionGroup var global: GlobalOptions
        @OptionGroup var table: TableOptions

        func run() throws {
            let stage = ImportStage(workspace: global.workspace, console: global.console)
            try global.console.finish(
                stage.clicks(
                    table.file, format: table.format, mapping: table.mapping(), preset: table.importPreset()))
        }
    }
}
