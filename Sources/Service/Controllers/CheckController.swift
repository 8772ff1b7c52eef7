import HTTPTypes
import Hummingbird
import Retrieval

/// `/v1/check`: a listing before it is published.
struct CheckController {
    let answering: Answering
    let checker: ListingChecker
    let bodyLimits: BodyLimits

    func register(on routes: inout RouteTable) {
        routes.on(.post, "/v1/check", needs: .read, use: check)
    }

    @Sendable private func check(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let began = ContinuousClock.now
        let limit = try request.parameters(among: ["limit"]).number("limit") ?? 10
        guard (1...Query.largestLimit).contains(limit) else {
            throw RetrievalError.badNumber(field: "limit", allowed: "1...\(Query.largestLimit)")
        }
        _ = try request.mediaType(among: ["application/json"])
        try answering.queue.admit()
        let listing = try CheckRequest(try await request.bytes(within: bodyLimits, for: context))
        let retriever = try answering.index.retriever()
        let (checker, limits) = (checker, answering.limits)
        let answer = try await answering.queue.run(for: context.departure) {
            try checker.check(listing, retriever, limits, limit: limit, since: began)
        }
        return try .json(answer)
    }
}
