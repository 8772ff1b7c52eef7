import Hummingbird
import Logging

/// Answers with a problem whatever a handler throws, and counts what was refused for want of room.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let metrics: ServiceMetrics
    let allowed: AllowedMethods

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            if error is QueueFull { metrics.refused() }
            var problem = problem(error, request, context)
            problem.request = context.id
            return problem.response
        }
    }

    private func problem(_ error: any Error, _ request: Request, _ context: ServiceContext) -> Problem {
        if let problem = Problem(error) { return problem }
        // Hummingbird's own, for an address or a method that has no route.
        if let error = error as? HTTPError, error.status == .notFound {
            return allowed.at(request.uri.path).map(Problem.methodNotAllowed) ?? .notFound
        }
        context.logger.error("a request failed", metadata: ["error": "\(error)", "route": "\(context.route)"])
        return .unexpected(context.id)
    }
}

extension Problem {
    /// - Parameter request: By this id the log tells what happened.
    static func unexpected(_ request: String) -> Problem {
        Problem(
            500, "internal", "The server failed",
            "this is the server's fault; its log tells more under request \(request)")
    }
}
