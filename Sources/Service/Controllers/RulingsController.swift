import Audit
import Catalog
import Foundation
import HTTPTypes
import Hummingbird

/// Decisions about the clusters of an audit: one, or many at once, and undone again.
struct RulingsController {
    let shelf: ReviewShelf
    let store: CatalogStore
    let once: OnceOnly
    let writing: WorkQueue
    let metrics: ServiceMetrics
    let bodyLimits: BodyLimits

    /// Of one request: more would hold up every other write.
    static let mostPairs = 200_000

    func register(on routes: inout RouteTable) {
        routes.on(.post, "/v1/audits/{id}/clusters/{number}/decision", needs: .write, use: decide)
        routes.on(.delete, "/v1/audits/{id}/clusters/{number}/decision", needs: .write, use: undo)
        routes.on(.post, "/v1/audits/{id}/decisions", needs: .write, use: decideMany)
        routes.on(.delete, "/v1/audits/{id}/decisions", needs: .write, use: undoMany)
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970) }

    @Sendable private func decide(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        _ = try request.mediaType(among: ["application/json"])
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let asked = try JSONReading.read(DecisionRequest.self, bytes)
        let (id, number, person) = (context.auditText, try context.clusterNumber, context.notes.key)
        return try await once.answer(request, bytes, context) { key in
            try await writing.run {
                let review = try shelf.review(id)
                let ruling = try asked.ruling(
                    on: try review.cluster(number), of: review.record.id, person: person, time: Self.now)
                let answer = try WrittenAnswer.json(DecisionOutcome(ruling), status: 200)
                try store.decide([ruling], keeping: key?.kept(answer))
                metrics.decided(ruling.verdict, 1)
                return answer
            }
        }
    }

    @Sendable private func undo(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let all = try request.parameters(among: ["all"]).truth("all") ?? false
        let (id, number) = (context.auditText, try context.clusterNumber)
        return try await once.answer(request, [], context) { key in
            try await writing.run {
                let review = try shelf.review(id)
                let cluster = try review.cluster(number)
                var answer = WrittenAnswer(status: 204)
                try store.undo(audit: review.record.id.text, clusters: [number], all: all, time: Self.now) { left in
                    guard let standing = left[number] else { throw AuditingError.nothingDecided(number) }
                    answer = try .json(DecisionOutcome(cluster, standing), status: 200)
                    return key?.kept(answer)
                }
                return answer
            }
        }
    }

    @Sendable private func decideMany(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        _ = try request.mediaType(among: ["application/json"])
        let bytes = try await request.bytes(within: bodyLimits, for: context)
        let asked = try JSONReading.read(BulkDecisionRequest.self, bytes)
        let (audit, person, id, logger) = (context.auditText, context.notes.key, context.id, context.logger)
        return try await once.answer(request, bytes, context) { key in
            try await writing.run {
                let review = try shelf.review(audit)
                var pairs = 0
                let rulings = asked.clusters.map { number in
                    Result { () throws -> ClusterRuling in
                        let ruling = try asked.decision.ruling(
                            on: try review.cluster(number), of: review.record.id, person: person, time: Self.now)
                        // The first always goes, however large it is.
                        guard pairs == 0 || pairs + ruling.pairCount <= Self.mostPairs else {
                            throw AuditingError.tooManyPairs(most: Self.mostPairs)
                        }
                        pairs += ruling.pairCount
                        return ruling
                    }
                }
                let outcomes = zip(asked.clusters, rulings).map { number, ruling in
                    ClusterOutcome(number, ruling.map(DecisionOutcome.init), id, logger)
                }
                let answer = try WrittenAnswer.json(ClusterOutcome.List(outcomes: outcomes), status: 200)
                let good = rulings.compactMap { try? $0.get() }
                try store.decide(good, keeping: key?.kept(answer))
                metrics.decided(asked.decision.verdict, good.count)
                return answer
            }
        }
    }

    @Sendable private func undoMany(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let parameters = try request.parameters(among: ["clusters", "all"])
        let all = try parameters.truth("all") ?? false
        let numbers = try (parameters.list("clusters") ?? []).map { text throws(RequestError) in
            guard let number = Int(text) else {
                throw .badField("clusters", reason: "a cluster is called by its number")
            }
            return number
        }
        try BulkDecisionRequest.check(numbers)
        let (audit, id, logger) = (context.auditText, context.id, context.logger)
        return try await once.answer(request, [], context) { key in
            try await writing.run {
                let review = try shelf.review(audit)
                let clusters = numbers.map { number in Result { try review.cluster(number) } }
                var answer = WrittenAnswer(status: 204)
                try store.undo(audit: review.record.id.text, clusters: numbers, all: all, time: Self.now) { left in
                    let outcomes = zip(numbers, clusters).map { number, cluster in
                        let outcome = cluster.flatMap { cluster in
                            Result { () throws -> DecisionOutcome in
                                guard let standing = left[number] else { throw AuditingError.nothingDecided(number) }
                                return DecisionOutcome(cluster, standing)
                            }
                        }
                        return ClusterOutcome(number, outcome, id, logger)
                    }
                    answer = try .json(ClusterOutcome.List(outcomes: outcomes), status: 200)
                    return key?.kept(answer)
                }
                return answer
            }
        }
    }
}
