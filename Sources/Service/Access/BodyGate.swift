import HTTPTypes
import Hummingbird
import Synchronization

/// Bounds how many bodies are held in memory at once; one more is refused before it is read.
final class BodyGate: RouterMiddleware {
    typealias Context = ServiceContext

    private let bound: Int
    private let held = Mutex(0)

    init(bound: Int) { self.bound = bound }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post || request.method == .put else { return try await next(request, context) }
        let isFree = held.withLock { held in
            guard held < bound else { return false }
            held += 1
            return true
        }
        guard isFree else { throw QueueFull() }
        defer { held.withLock { $0 -= 1 } }
        return try await next(request, context)
    }
}
