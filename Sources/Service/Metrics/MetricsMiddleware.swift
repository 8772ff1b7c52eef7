import HTTPTypes
import Hummingbird

/// Counts and times every request by its route, which is one of few, never by its path.
struct MetricsMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let metrics: ServiceMetrics
    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        let response = try await next(request, context)
        metrics.count(
            route: context.endpointPath ?? "NotFound",
            method: Self.methods.contains(request.method) ? request.method.rawValue : "other",
            status: response.status.code, after: .now - began)
        return response
    }
}
