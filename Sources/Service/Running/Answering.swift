import Hummingbird
import Pictures
import Retrieval

/// Answers questions off the event loops: a bounded number at once, nothing for those who have left.
struct Answering: Sendable {
    let index: LiveIndex
    let queue: WorkQueue
    let limits: PictureLimits
    let metrics: ServiceMetrics

    func answer(_ question: SearchRequest, _ context: ServiceContext) async throws -> Response {
        let limits = limits
        return try await answer(context) { retriever in
            let (query, decode) = try question.decoded(limits, shortestSide: retriever.decodedSide)
            return (try retriever.search(query), decode)
        }
    }

    /// - Parameter work: Gives the answer and the milliseconds that decoding took.
    func answer(
        _ context: ServiceContext, _ work: @escaping @Sendable (Retriever) throws -> (SearchAnswer, Double)
    ) async throws -> Response {
        let began = ContinuousClock.now
        let retriever = try index.retriever()
        let (body, waited) = try await queue.run(for: context.departure) {
            let waited = (ContinuousClock.now - began) / .milliseconds(1)
            let (answer, decode) = try work(retriever)
            return (SearchAnswerBody(answer, decode: decode, total: (.now - began) / .milliseconds(1)), waited)
        }
        metrics.record(body.took, waited: waited)
        return try .json(body)
    }
}
