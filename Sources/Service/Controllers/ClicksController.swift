import Catalog
import HTTPTypes
import Hummingbird
import Records

/// `/v1/clicks`: what users did, to be learnt from.
struct ClicksController {
    let store: CatalogStore
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
        let lines = try NDJSONLines(try await request.bytes(within: bodyLimits)).lines
        let clicks = lines.map { line in Result { try JSONReading.read(ClickRequest.self, line.bytes).click } }
        let (good, store) = (clicks.compactMap { try? $0.get() }, store)
        var outcomes = try await writing.run { try store.add(clicks: good) }[...]
        return try .ndjson(
            zip(lines, clicks).map { line, click in
                let outcome = click.map { _ in Outcome(outcome: outcomes.popFirst() ?? .known) }
                return LineAnswer(line.number, outcome, context.id, context.logger)
            })
    }
}
