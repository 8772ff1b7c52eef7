import Audit
import Catalog
import Foundation
import HTTPTypes
import Hummingbird

/// `/v1/audits`: audits of the whole catalogue, begun, looked at, stopped and removed.
struct AuditsController {
    let desk: AuditDesk
    let shelf: ReviewShelf
    let store: CatalogStore
    let once: OnceOnly
    let reading: WorkQueue
    let writing: WorkQueue
    let bodyLimits: BodyLimits

    struct List: Encodable, Sendable {
        let audits: [AuditAnswer]
    }

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/audits", needs: .read, use: list)
        routes.on(.post, "/v1/audits", needs: .write, use: start)
        routes.on(.get, "/v1/audits/{id}", needs: .read, use: one)
        routes.on(.delete, "/v1/audits/{id}", needs: .write, use: remove)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        let (desk, store) = (desk, store)
        return try .json(
            try await reading.run(for: context.departure) {
                let (records, more) = (try desk.kept.list(), try store.decidedClusters())
                let running = desk.running
                return List(audits: records.map { AuditAnswer($0, more: more[$0.id.text], running: running) })
            })
    }

    @Sendable private func one(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        let (id, shelf) = (context.auditText, shelf)
        return try .json(
            try await reading.run(for: context.departure) { try answer(try shelf.record(id)) })
    }

    private func answer(_ record: AuditRecord) throws -> AuditAnswer {
        AuditAnswer(record, more: try store.decidedClusters()[record.id.text], running: desk.running)
    }

    @Sendable private func start(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        _ = try request.mediaType(among: ["application/json"])
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let asked = try JSONReading.read(AuditRequest.self, bytes)
        let (desk, shelf, store, person) = (desk, shelf, store, context.notes.key)
        return try await once.answer(request, bytes, context, at: Self.address) { key in
            try await writing.run {
                let id = try desk.start(asked, person: person)
                let answer = try WrittenAnswer.json(try self.answer(try shelf.record(id.text)), status: 202)
                try key.map { try store.keep($0.kept(answer)) }
                return answer
            }
        }
    }

    /// Where the audit of an answer is looked at.
    @Sendable private static func address(_ answer: WrittenAnswer) throws -> String {
        struct Named: Decodable { let id: String }
        return "/v1/audits/\(try JSONDecoder().decode(Named.self, from: Data(answer.body)).id)"
    }

    /// Stops one that runs; removes one that does not.
    @Sendable private func remove(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        let (id, desk, shelf, store) = (context.auditText, desk, shelf, store)
        return try await once.answer(request, [], context) { key in
            try await writing.run {
                let record = try shelf.record(id)
                var answer = WrittenAnswer(status: 204)
                if desk.stop(record.id) {
                    answer = try .json(try self.answer(record), status: 202)
                } else {
                    guard record.state != .running else { throw AuditingError.elsewhere(record.id) }
                    try desk.kept.remove(record.id)
                    shelf.forget(record.id)
                }
                try key.map { try store.keep($0.kept(answer)) }
                return answer
            }
        }
    }
}

extension ServiceContext {
    /// What the address calls an audit.
    var auditText: String { parameters.get("id")?.removingPercentEncoding ?? "" }

    /// The cluster that the address names.
    var clusterNumber: Int {
        get throws {
            let text = parameters.get("number")?.removingPercentEncoding ?? ""
            guard let number = Int(text) else {
                throw RequestError.badField("number", reason: "a cluster is called by its number")
            }
            return number
        }
    }
}
