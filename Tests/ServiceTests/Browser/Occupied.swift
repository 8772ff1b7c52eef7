import Foundation
import Synchronization

@testable import Service

/// A server whose places are all held until they are let go.
struct Occupied {
    private let gate = DispatchSemaphore(value: 0)
    private let holding: [Task<Void, any Error>]
    private let behind: [Task<Void, Never>]

    /// How many hold a place.
    private final class Held: Sendable {
        private let state = Mutex(0)
        var count: Int { state.withLock { $0 } }
        func add() { state.withLock { $0 += 1 } }
    }

    /// - Parameter waiting: How many questions wait behind them at least; a page may have asked something of its own.
    init(_ server: SameStyleServer, waiting: Int = 0) async throws {
        let (gate, held, places) = (gate, Held(), SameStyleServer.places)
        holding = (0..<places).map { _ in
            Task {
                try await server.encoding.run {
                    held.add()
                    gate.wait()
                }
            }
        }
        while held.count < places { try await Task.sleep(for: .milliseconds(1)) }
        // One that finds no room is not needed.
        behind = (0..<waiting).map { _ in Task { try? await server.encoding.run {} } }
        while server.encoding.load.waiting < waiting { try await Task.sleep(for: .milliseconds(1)) }
    }

    func letGo() async throws {
        for _ in 0..<SameStyleServer.places { gate.signal() }
        for task in holding { try await task.value }
        for task in behind { await task.value }
    }
}
