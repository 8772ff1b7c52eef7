import ArgumentParser

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the whole data folder, while a daemon serves it.",
        discussion: """
            The folder is new, appears whole or not at all, and seals every file with a checksum. Pictures that an import \
            left where they were are not of the data folder and are not copied.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "The folder to make.")
    var out: String

    func run() throws {
        try global.console.finish(BackupStage(workspace: global.workspace, console: global.console).run(out: out))
    }
}
