import HTTPTypes
import Hummingbird

/// Tells browsers on every answer to load nothing from elsewhere, to guess no types and to tell nobody where they were. What an
/// answer says of these itself stays.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = ServiceContext

    private static let fields: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"), (.referrerPolicy, "no-referrer"), (.resourcePolicy, "same-origin"),
        (.openerPolicy, "same-origin"),
    ]

    static func add(to headers: inout HTTPFields) {
        for (name, value) in fields where headers[name] == nil { headers[name] = value }
    }

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        Self.add(to: &response.headers)
        return response
    }
}
