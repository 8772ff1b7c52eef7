import Hummingbird

/// Lets a request pass whose key has the role that its route needs, and whose client has not asked too often.
struct AccessMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let gate: AccessGate
    let needed: AccessRole
    let isLimited: Bool

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        try gate.admit(request, context, needs: needed, isLimited: isLimited)
        return try await next(request, context)
    }
}
