import UnixSignals

/// Turns SIGINT and SIGTERM into the cancellation of what runs, so that it can stop at a resumable place.
enum Interruption {
    static func heeded(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let running = Task { try await work() }
        let listening = Task {
            for await _ in signals { running.cancel() }
        }
        defer { listening.cancel() }
        try await running.value
    }
}
