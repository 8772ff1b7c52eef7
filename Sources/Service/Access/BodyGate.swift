import HTTPTypes
import Hummingbird

/// Bounds how many bodies are held in memory at once; one more is refused before it is read.
struct BodyGate: RouterMiddleware {
    typealias Context = ServiceContext

    private let places: Places

    init(bound: Int) { places = Places(bound) }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post || request.method == .put else { return try await next(request, context) }
        guard let place = places.take() else { throw QueueFull() }
        defer { withExtendedLifetime(place) {} }
        return try await next(request, context)
    }
}
