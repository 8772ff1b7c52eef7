import ArgumentParser

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Draw a marketplace, learn it from simulated clicks, audit it, and serve it.",
        discussion: """
            Everything is drawn, so the truth is known and each stage says how well it did. The same seed gives the \
            same marketplace. The data folder must be empty, or one that an earlier demo made: that one is replaced.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "The port of the page; 0 takes a free one.")
    var port = 8080

    @Flag(name: .customLong("no-serve"), help: "Stop when everything is built and measured.")
    var buildsOnly = false

    @Option(help: "Where randomness starts.")
    var seed: UInt64 = 1

    @Option(help: "How many products are drawn, each listed by several sellers.")
    var styles = 480

    @Option(help: "How often to go through the products in training.")
    var epochs = DemoStage.epochs

    func validate() throws {
        if !(0...65_535).contains(port) { throw ValidationError("--port lies within 0...65535") }
        if !(16...1000).contains(styles) { throw ValidationError("--styles lies within 16...1000") }
        if !(epochs > 0 && epochs < 1e4) { throw ValidationError("--epochs is a number above 0") }
    }

    func run() async throws {
        let stage = DemoStage(workspace: global.workspace, console: global.console)
        try global.console.finish(try stage.run(seed: seed, styles: styles, epochs: epochs))
        if !buildsOnly { try await ServeStage(workspace: global.workspace, console: global.console).run(port: port) }
    }
}
