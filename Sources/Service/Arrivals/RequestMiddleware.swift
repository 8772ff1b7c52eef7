import HTTPTypes
import Hummingbird
import Logging

/// Names every request, counts and times it by its route, and logs it in one line once it is answered.
///
/// The route is one of few; the path, the query, the body and the key are the client's own and stay out of the log.
struct RequestMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let metrics: ServiceMetrics
    let connections: ConnectionTable
    let logger: Logger
    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        metrics.requests.begin()
        defer { metrics.requests.end() }
        var context = context
        if let given = RequestName.given(in: request.headers) { context.id = given }
        if let known = connections.departure(of: context.channel) { context.departure = known }
        context.logger = logger
        context.logger[metadataKey: "request"] = .string(context.id)
        var response = try await next(request, context)
        response.headers[.requestID] = context.id
        context.notes.rate?.add(to: &response.headers)
        let took = ContinuousClock.now - began
        let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
        metrics.count(route: context.route, method: method, status: response.status.code, after: took)
        if context.logger.logLevel <= .info {
            var said: Logger.Metadata = [
                "method": .string(method), "route": .string(context.route),
                "status": .stringConvertible(response.status.code),
                "ms": .stringConvertible((took / .microseconds(1)).rounded() / 1000),
            ]
            if let bytes = response.body.contentLength { said["bytes"] = .stringConvertible(bytes) }
            if let key = context.notes.key { said["key"] = .string(key) }
            context.logger.info("answered", metadata: said)
        }
        return response
    }
}
