import ArgumentParser
import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer questions over HTTP, with a page to ask them.",
        discussion: """
            Without keys in the settings it listens to this machine alone. A new index is taken up while it runs. \
            SIGTERM and Ctrl-C let requests in flight finish; SIGHUP has it read its settings again. They are explained in deploy/samestyle.yaml.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "The address to listen on (default: 127.0.0.1).")
    var host: String?

    @Option(help: "The port to listen on, 0 for any that is free (default: 8080).")
    var port: Int?

    @Option(help: ArgumentHelp("A settings file; the options here come before what it says.", valueName: "file"))
    var settings: String?

    @Flag(help: "Listen to other machines even without keys.")
    var insecure = false

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port lies within 0...65535") }
    }

    func run() async throws {
        guard let settings else {
            return try await ServeStage(workspace: global.workspace, console: global.console).run(
                overridden(ServiceSettings()))
        }
        let chosen: ServiceSettings
        do { chosen = try ServiceSettings(yamlFile: settings) } catch {
            throw ProgramError.badInput(file: error.place, reason: error.reason)
        }
        let command = self
        try await ServeStage(workspace: global.workspace, console: global.console).run(overridden(chosen)) {
            command.overridden(try ServiceSettings(yamlFile: settings))
        }
    }

    /// The settings with the options of the command line.
    private func overridden(_ settings: ServiceSettings) -> ServiceSettings {
        var settings = settings
        settings.host = host ?? settings.host
        settings.port = port ?? settings.port
        settings.insecure = insecure || settings.insecure
        return settings
    }
}
