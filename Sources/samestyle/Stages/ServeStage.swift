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

    /// - Parameter reread: Gives the settings anew at each SIGHUP; without it the program ends by one.
    func run(
        _ settings: ServiceSettings, reread: (@Sendable () throws -> ServiceSettings)? = nil
    ) async throws {
        LogOutput.standardError.change(format: settings.logFormat, level: settings.logLevel)
        let logger = Logger(label: "service")
        let index = IndexStage(workspace: workspace, console: console)
        let console = console
        let server: SameStyleServer
        do {
            server = try SameStyleServer(
                retriever: { try Self.retriever(index) }, store: try workspace.openCatalog(),
                pictures: workspace.pictures, audits: workspace.audits, settings: settings,
                evidence: try workspace.evidenceFile(),
                logger: logger,
                onRunning: { host, port in
                    // Under --json it goes to standard error, where every line is to be JSON.
                    if settings.logFormat != .json || !console.json {
                        console.say(
                            "serving \(Self.address(host, port, settings.tls == nil ? "http" : "https")); Ctrl-C stops it"
                        )
                    }
                    logger.notice("serving", metadata: ["host": "\(host)", "port": .stringConvertible(port)])
                    // What reads the address from a pipe waits for it.
                    fflush(nil)
                })
        } catch ServerError.openToAll(let host) {
            throw ValidationError("\(ServerError.openToAll(host: host))")
        } catch ServerError.badFile(let path, let reason) {
            throw ProgramError.badInput(file: path, reason: reason)
        }
        let hangup = reread.map { reread in Hangup { reload(server, reread) } }
        defer { withExtendedLifetime(hangup) {} }
        try await server.run()
        logger.notice("stopped; every request that had begun was answered")
    }

    private func reload(_ server: SameStyleServer, _ reread: () throws -> ServiceSettings) {
        do {
            let (new, evidence) = (try reread(), try workspace.evidenceFile())
            guard server.reload(new) else { return }
            server.weigh(by: evidence)
            LogOutput.standardError.change(format: new.logFormat, level: new.logLevel)
        } catch { server.refuse("\(error)") }
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

    private static func address(_ host: String, _ port: Int, _ scheme: String) -> String {
        "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
    }
}
