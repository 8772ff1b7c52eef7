import HTTPTypes
import Hummingbird

/// `/v1/search`: one question, by words, a picture, a product, or any mix.
struct SearchController {
    let answering: Answering
    let bodyLimits: BodyLimits

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/search", needs: .read, use: ask)
        routes.on(.post, "/v1/search", needs: .read, use: compose)
    }

    @Sendable private func ask(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let parameters = try request.parameters(among: SearchRequest.parameters)
        return try await answering.answer(try SearchRequest(parameters: parameters), context)
    }

    @Sendable private func compose(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        let type = try request.mediaType(among: ["application/json", "multipart/form-data"])
        try answering.queue.admit()
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let question =
            type == "application/json"
            ? try JSONReading.read(SearchRequest.self, bytes)
            : try SearchRequest(MultipartForm(bytes, contentType: request.headers[.contentType] ?? ""))
        return try await answering.answer(question, context)
    }
}
