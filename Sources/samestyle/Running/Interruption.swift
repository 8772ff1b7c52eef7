import Dispatch
import Foundation

/// Turns the first SIGINT or SIGTERM into the cancellation of what runs, so that it can stop at a resumable place; the
/// second ends the program at once.
enum Interruption {
    static func heeded(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let running = Task { try await work() }
        // Handlers on threads of their own: a command that computes may hold every thread that tasks run on.
        let queue = DispatchQueue(label: "signals")
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if running.isCancelled { _exit(130) }
                running.cancel()
            }
            source.activate()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await running.value
    }
}
