import Audit
import HTTPTypes
import Hummingbird

/// `/v1/audits/{id}/clusters`: what an audit found, to be reviewed.
struct ClustersController {
    let shelf: ReviewShelf
    let reading: WorkQueue

    static let largestOffset = 1_000_000_000

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/audits/{id}/clusters", needs: .read, use: list)
        routes.on(.get, "/v1/audits/{id}/clusters/{number}", needs: .read, use: one)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let parameters = try request.parameters(among: ["offset", "limit", "state", "order", "q"])
        var question = AuditReview.Question()
        question.standing = try parameters.word("state") ?? question.standing
        question.order = try parameters.word("order") ?? question.order
        question.text = parameters.text("q")
        question.offset = try parameters.number("offset", in: 0...Self.largestOffset) ?? question.offset
        question.limit = try parameters.number("limit", in: 1...200) ?? question.limit
        let (id, shelf) = (context.auditText, shelf)
        return try .json(
            try await reading.run(for: context.departure) { [question] in try shelf.review(id).page(question) })
    }

    @Sendable private func one(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try request.parameters(among: [])
        let (id, number, shelf) = (context.auditText, try context.clusterNumber, shelf)
        return try .json(try await reading.run(for: context.departure) { try shelf.review(id).one(number) })
    }
}

extension [String: String] {
    /// One of the words that `Word` has; nil where the parameter is missing.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) throws(RequestError) -> Word? {
        guard let text = text(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badField(name, reason: "it is none of \(words)")
        }
        return word
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(RequestError) -> Int? {
        guard let number = try number(name) else { return nil }
        guard range.contains(number) else {
            throw .badField(name, reason: "it lies within \(range.lowerBound)...\(range.upperBound)")
        }
        return number
    }
}
