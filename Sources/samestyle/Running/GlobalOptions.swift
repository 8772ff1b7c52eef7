import ArgumentParser

/// What every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: "The folder that holds catalogue, models, index and audits.")
    var folder = "./samestyle-data"

    @Flag(help: "Print one JSON object as the last line on standard output.")
    var json = false

    var workspace: Workspace { Workspace(path: folder) }
    var console: Console { Console(json: json) }
}
