import Catalog
import HTTPTypes
import Hummingbird
import Records

/// `/v1/clicks`: what users did, to be learnt from.
struct ClicksController {
    let store: CatalogStore
    let once: OnceOnly
    let writing: WorkQueue
    let bodyLimits: BodyLimits

    struct Outcome: Encodable, Sendable {
        let outcome: ClickOutcome
    }

    func register(on routes: inout RouteTable) {
        routes.on(.post, "/v1/clicks", needs: .write, use: add)
    }

    @Sendable private func add(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.mediaType(among: NDJSONLines.types)
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let lines = try NDJSONLines(bytes).lines
        let clicks = lines.map { line in Result { try JSONReading.read(ClickRequest.self, line.bytes).click } }
        let (good, store) = (clicks.compactMap { try? $0.get() }, store)
        let (writing, id, logger) = (writing, context.id, context.logger)
        return try await once.answer(request, bytes, context) { key in
            @Sendable func answer(_ outcomes: [ClickOutcome]) throws -> WrittenAnswer {
                var outcomes = outcomes[...]
                return try .ndjson(
                    zip(lines, clicks).map { line, click in
                        let outcome = click.map { _ in Outcome(outcome: outcomes.popFirst() ?? .known) }
                        return LineAnswer(line.number, outcome, id, logger)
                    })
            }
            return try await writing.run {
                try answer(try store.add(clicks: good) { outcomes in try key.map { $0.kept(try answer(outcomes)) } })
            }
        }
    }
}
