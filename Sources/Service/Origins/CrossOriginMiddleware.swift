import HTTPTypes
import Hummingbird

/// Tells browsers which pages of other sites may read the answers (CORS), and answers what they ask beforehand.
///
/// Only a listed origin may come with what a browser keeps for this server; with `*` nobody may.
struct CrossOriginMiddleware: RouterMiddleware {
    typealias Context = ServiceContext

    let policy: LiveValue<AccessPolicy>
    let allowed: AllowedMethods

    private static let headers =
        "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-API-Key, X-Request-Id"
    private static let exposed =
        "ETag, Idempotency-Replayed, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id"
    /// Two hours: browsers keep it no longer.
    private static let seconds = 7200

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let origins = policy.current.origins
        guard !origins.isNone else { return try await next(request, context) }
        let origin = request.headers[.origin].flatMap { origins.contains($0) ? $0 : nil }
        var response: Response
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil, origin != nil,
            let methods = allowed.at(request.uri.path)
        {
            response = Response(status: .noContent)
            response.headers[.accessControlAllowMethods] = methods.joined(separator: ", ")
            response.headers[.accessControlAllowHeaders] = Self.headers
            response.headers[.accessControlMaxAge] = "\(Self.seconds)"
        } else {
            response = try await next(request, context)
            if origin != nil { response.headers[.accessControlExposeHeaders] = Self.exposed }
        }
        if let origin { Self.allow(origin, origins, &response.headers) }
        // Also where the page may not read it: a cache would give its answer to one that may.
        if origins != .any { response.headers.append(HTTPField(name: .vary, value: "Origin")) }
        return response
    }

    private static func allow(_ origin: String, _ origins: AllowedOrigins, _ headers: inout HTTPFields) {
        if origins == .any {
            headers[.accessControlAllowOrigin] = "*"
        } else {
            headers[.accessControlAllowOrigin] = origin
            headers[.accessControlAllowCredentials] = "true"
        }
        headers[.resourcePolicy] = "cross-origin"
    }
}
