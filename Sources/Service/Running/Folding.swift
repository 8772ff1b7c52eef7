import Logging
import Retrieval
import Synchronization

/// Folds changes into a new index when there are many, one fold at a time, with what the questions leave of the processor.
final class Folding: Sendable {
    private let fewest: Int
    private let logger: Logger
    private let state = Mutex(State())
    private static let shortestPause = Duration.seconds(30)
    private static let longestPause = Duration.seconds(3600)

    private struct State {
        var isRunning = false
        var isStopping = false
        /// After one that failed none is begun for a while, each time twice as long.
        var next = ContinuousClock.now
        var pause = Folding.shortestPause
        var failure: String?
    }

    /// - Parameter fewest: The changes from which on it is due.
    init(after fewest: Int, logger: Logger) {
        (self.fewest, self.logger) = (fewest, logger)
    }

    /// One that runs ends early.
    func stop() { state.withLock { $0.isStopping = true } }

    func beginIfDue(_ retriever: Retriever) {
        guard retriever.isFoldingDue(after: fewest) else { return }
        let isBegun = state.withLock { state in
            guard !state.isRunning, !state.isStopping, state.next <= .now else { return false }
            state.isRunning = true
            return true
        }
        guard isBegun else { return }
        BackgroundThread.start("folding") {
            let began = ContinuousClock.now
            let outcome = Result { try retriever.fold { self.state.withLock { $0.isStopping } } }
            self.end(outcome, retriever, .now - began)
        }
    }

    private func end(_ outcome: Result<Bool, any Error>, _ retriever: Retriever, _ duration: Duration) {
        let isNews = state.withLock { state in
            state.isRunning = false
            guard case .failure(let error) = outcome, !(error is CancellationError) else {
                (state.pause, state.failure) = (Self.shortestPause, nil)
                return true
            }
            state.next = .now + state.pause
            state.pause = min(state.pause * 2, Self.longestPause)
            defer { state.failure = "\(error)" }
            return state.failure != "\(error)"
        }
        switch outcome {
        case .success(true):
            logger.info(
                "changes are folded into a new index",
                metadata: ["products": "\(retriever.counts.products)", "seconds": "\(duration / .seconds(1))"])
        case .failure(let error) where isNews && !(error is CancellationError):
            logger.error("changes cannot be folded into a new index", metadata: ["reason": "\(error)"])
        default: break
        }
    }
}
