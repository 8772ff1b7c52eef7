import ArgumentParser
import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer questions over HTTP, with a page to ask them.",
        discussion: """
            Without keys in the settings it listens to this machine alone. A new index is taken up while it runs. \
            SIGTERM and Ctrl-C let requests in flight finish. The settings are explained in deploy/samestyle.yaml.
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
        var chosen = ServiceSettings()
        if let settings {
            do { chosen = try ServiceSettings(yamlFile: settings) } catch {
                throw ProgramError.badInput(file: error.place, reason: error.reason)
            }
        }
        chosen.host = host ?? chosen.host
        chosen.port = port ?? chosen.port
        chosen.insecure = insecure || chosen.insecure
        try await ServeStage(workspace: global.workspace, console: global.console).run(chosen)
    }
}
