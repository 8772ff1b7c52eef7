import ArgumentParser

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Make a data folder of a backup.",
        discussion: """
            Every file is held against its checksum first. The data folder must not be there yet, or be empty; it may lie \
            elsewhere than the one that was backed up.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("The folder that `backup` made.", valueName: "folder"))
    var from: String

    func run() throws {
        try global.console.finish(RestoreStage(workspace: global.workspace, console: global.console).run(from: from))
    }
}
