import HTTPTypes
import Hummingbird
import Retrieval

/// `/v1/facets`: what the products of the catalogue, or those that satisfy a filter, are like.
struct FacetsController {
    let answering: Answering

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/facets", needs: .read, use: count)
    }

    @Sendable private func count(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let parameters = try request.parameters(among: ["fields", "filter"])
        guard let fields = parameters.list("fields") else {
            throw RequestError.badField("fields", reason: "it is missing")
        }
        let filter = try parameters.text("filter").map { try Filter($0) }
        let retriever = try answering.index.retriever()
        let answer = try await answering.queue.run(for: context.departure) {
            try retriever.facets(of: fields, filter: filter)
        }
        return try .json(FacetAnswerBody(answer))
    }
}
