import HTTPTypes
import Hummingbird

/// `/`, `/audits` and `/web/NAME`: the pages; `/openapi.json`: what this server is, for programs.
struct PageController {
    func register(on routes: inout RouteTable) {
        let byName = Dictionary(StaticFile.web.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        routes.on(.get, "/", needs: nil) { request, _ in Self.answer(StaticFile.page, request) }
        routes.on(.get, "/audits", needs: nil) { request, _ in Self.answer(StaticFile.audits, request) }
        for (path, folder) in [("/web/{name}", ""), ("/web/audits/{name}", "audits/")] {
            routes.on(.get, path, needs: nil) { request, context in
                guard let file = context.parameters.get("name").flatMap({ byName[folder + $0] }) else {
                    throw Problem.notFound
                }
                return Self.answer(file, request)
            }
        }
        routes.on(.get, "/openapi.json", needs: nil) { _, _ in
            Response(status: .ok, type: "application/json", bytes: OpenAPIDocument.text.utf8)
        }
    }

    private static func answer(_ file: StaticFile, _ request: Request) -> Response {
        let headers: HTTPFields = [.eTag: file.tag, .cacheControl: "no-cache"]
        if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: headers) }
        var response = Response(status: .ok, type: file.type, bytes: file.bytes)
        response.headers.append(contentsOf: headers)
        return response
    }
}
