import Foundation
import HummingbirdTesting
import Logging
import Testing

@testable import Service

/// A server that runs in this process on a free port.
struct LiveServer {
    let server: SameStyleServer
    private let running: Task<Void, any Error>
    private let ports: AsyncStream<Int>

    init(_ world: ServiceWorld, _ settings: ServiceSettings? = nil, log: (any LogHandler)? = nil) throws {
        var free = ServiceSettings()
        free.port = 0
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let chosen = settings.map { given in
            var given = given
            if given.port == ServiceSettings().port { given.port = 0 }
            return given
        }
        let server = try world.server(chosen ?? free, log: log, onRunning: { told.yield($1) })
        (self.server, self.ports) = (server, ports)
        running = Task {
            defer { told.finish() }
            // The world's folder goes when nobody holds it.
            defer { withExtendedLifetime(world) {} }
            try await server.run()
        }
    }

    var port: Int {
        get async throws { try #require(await ports.first { _ in true }) }
    }

    func stop() { running.cancel() }

    func stopped() async throws { try await running.value }
}

extension TestClient.Configuration {
    /// On a machine with much to do an answer takes its time.
    static let patient = TestClient.Configuration(timeout: .seconds(300))
}
