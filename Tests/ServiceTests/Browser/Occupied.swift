import Foundation

@testable import Service

/// A server whose places are all held until they are let go.
struct Occupied {
    private let gate = DispatchSemaphore(value: 0)
    private let tasks: [Task<Void, any Error>]

    /// - Parameter waiting: How many questions wait behind them.
    init(_ server: SameStyleServer, waiting: Int = 0) async throws {
        let (gate, places) = (gate, SameStyleServer.places)
        var tasks = (0..<places).map { _ in Task { try await server.encoding.run { gate.wait() } } }
        while server.encoding.load != (0, places) { try await Task.sleep(for: .milliseconds(1)) }
        tasks += (0..<waiting).map { _ in Task { try await server.encoding.run {} } }
        while server.encoding.load != (waiting, places) { try await Task.sleep(for: .milliseconds(1)) }
        self.tasks = tasks
    }

    func letGo() async throws {
        for _ in 0..<SameStyleServer.places { gate.signal() }
        for task in tasks { try await task.value }
    }
}
