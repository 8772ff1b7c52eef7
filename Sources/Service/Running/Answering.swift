import Hummingbird
import Pictures
import Retrieval

/// Answers questions off the event loops: a bounded number at once, nothing for those who have left.
struct Answering: Sendable {
    let index: LiveIndex
    let queue: WorkQueue
    let limits: PictureLimits
    /// Nil where no picture is fetched by its address.
    let fetcher: PictureFetcher?
    let metrics: ServiceMetrics

    func answer(_ question: SearchRequest, _ context: ServiceContext) async throws -> Response {
        let (limits, began) = (limits, ContinuousClock.now)
        // Who waits for the network holds no worker; and without an index nothing is fetched.
        _ = try index.retriever()
        var given = question
        let fetch = try await given.fetch(by: fetcher)
        let question = given
        return try await answer(context, since: began, fetch: fetch) { retriever in
            let (query, decode) = try question.decoded(limits, shortestSide: retriever.decodedSide)
            return (try retriever.search(query), decode)
        }
    }

    /// - Parameters:
    ///   - began: When the question came.
    ///   - fetch: The milliseconds that fetching its picture took.
    ///   - work: Gives the answer and the milliseconds that decoding took.
    func answer(
        _ context: ServiceContext, since began: ContinuousClock.Instant = .now, fetch: Double? = nil,
        _ work: @escaping @Sendable (Retriever) throws -> (SearchAnswer, Double)
    ) async throws -> Response {
        let retriever = try index.retriever()
        let (body, waited) = try await queue.run(for: context.departure) {
            let waited = (ContinuousClock.now - began) / .milliseconds(1)
            let (answer, decode) = try work(retriever)
            let body = SearchAnswerBody(answer, fetch: fetch, decode: decode, total: (.now - began) / .milliseconds(1))
            return (body, waited - (fetch ?? 0))
        }
        metrics.record(body.took, waited: waited)
        return try .json(body)
    }
}
