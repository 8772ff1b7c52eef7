import ArgumentParser
import Foundation
import Logging
import Retrieval
import Service

/// The daemon over a workspace, until the task is cancelled.
struct ServeStage {
    let workspace: Workspace
    let console: Console

    /// On this machine alone.
    func run(port: Int) async throws {
        var settings = ServiceSettings()
        settings.port = port
        try await run(settings)
    }

    func run(_ settings: ServiceSettings) async throws {
        let index = IndexStage(workspace: workspace, console: console)
        let console = console
        let server: SameStyleServer
        do {
            server = try SameStyleServer(
                retriever: { try Self.retriever(index) }, store: try workspace.openCatalog(),
                pictures: workspace.pictures, settings: settings, logger: Logger(label: "service"),
                onRunning: { host, port in
                    console.say("serving \(Self.address(host, port)); Ctrl-C stops it")
                    // What reads the address from a pipe waits for it.
                    fflush(nil)
                })
        } catch ServerError.openToAll(let host) {
            throw ValidationError("\(ServerError.openToAll(host: host))")
        }
        try await server.run()
        console.note("stopped; every request that had begun was answered")
    }

    /// One that takes up what is written; where the folder cannot be written, one that goes on with what there is.
    private static func retriever(_ index: IndexStage) throws -> Retriever {
        do { return try index.retriever(writes: true) } catch RetrievalError.unwritable(let path, let reason) {
            Logger(label: "service").error(
                "the index cannot be written: what there is is searched, until the daemon is started again",
                metadata: ["path": "\(path)", "reason": "\(reason)"])
            return try index.retriever()
        }
    }

    private static func address(_ host: String, _ port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
    }
}
