import Audit
import Catalog
import HTTPTypes
import Hummingbird
import Records

/// `/v1/decisions`: what people decided about pairs, page by page, or all of it as labelled pairs.
struct DecisionsController {
    let store: CatalogStore
    let reading: WorkQueue

    struct List: Encodable, Sendable {
        let decisions: [Entry]
        let total: Int
    }

    struct Entry: Encodable, Sendable {
        let decision: PairDecision
        let label: Bool
        /// Whether it still binds an audit.
        let holds: Bool

        enum CodingKeys: CodingKey {
            case a, b, label, decision, keep, by, time, holds
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(decision.a, forKey: .a)
            try container.encode(decision.b, forKey: .b)
            try container.encode(label ? 1 : 0, forKey: .label)
            try container.encode(decision.verdict, forKey: .decision)
            try container.encode(decision.keep, forKey: .keep)
            try container.encode(decision.person, forKey: .by)
            try container.encode(decision.time, forKey: .time)
            try container.encode(holds, forKey: .holds)
        }
    }

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/decisions", needs: .read, use: list)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let parameters = try request.parameters(among: ["offset", "limit", "relation"])
        let offset = try parameters.number("offset", in: 0...ClustersController.largestOffset) ?? 0
        let limit = try parameters.number("limit", in: 1...200) ?? 100
        let pairs = DecidedPairs(try parameters.word("relation") ?? .duplicate)
        let store = store
        // Nobody pages through a file.
        if request.headers[.accept].map({ HeaderValue.list($0).contains("text/csv") }) ?? false {
            let text = try await reading.run(for: context.departure) { try pairs.table(store) }
            return Response(status: .ok, type: "text/csv; charset=utf-8", bytes: text.utf8)
        }
        return try .json(
            try await reading.run(for: context.departure) {
                let decisions = try store.decisions(offset: offset, limit: limit)
                let holding = try DecidedPairs.holding(decisions, in: store)
                return List(
                    decisions: zip(decisions, holding).map {
                        Entry(decision: $0, label: $0.verdict.holds(pairs.relation), holds: $1)
                    }, total: try store.decisionCount())
            })
    }
}
