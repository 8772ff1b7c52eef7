import HTTPTypes
import Hummingbird

/// Tells browsers on every answer to load nothing from elsewhere, to guess no types and to tell nobody where they were.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = ServiceContext

    private static let fields: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
                + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
    ]
    private static let byName = [
        "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    ]

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in Self.fields { response.headers[name] = value }
        for (name, value) in Self.byName {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
