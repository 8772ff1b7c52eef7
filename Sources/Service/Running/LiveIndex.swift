import Logging
import Retrieval
import ServiceLifecycle
import Synchronization

/// The retriever in use: opened as soon as there is an index, renewed when a newer one is published, kept up with the
/// catalogue, and folded into a new snapshot when much has changed.
final class LiveIndex: Service {
    private let opening: @Sendable () throws -> Retriever
    private let logger: Logger
    private let interval: Duration
    private let folding: Folding
    private static let longestPause = Duration.seconds(60)
    private static let longestFollowing = Duration.seconds(5)
    private let loading = WorkQueue("loading", workers: 1, bound: 1)
    /// More has changed in the catalogue than was taken up the last time.
    private let isBehind = Atomic(false)
    /// What takes long ends early.
    private let isStopping = Atomic(false)
    private let state: Mutex<State>

    private struct State {
        var retriever: Retriever?
        /// What was logged last; the same failure again is not.
        var failure: String?
        /// There is an index, and it cannot be opened.
        var isUnusable = false
        /// How long until the next look.
        var pause: Duration
    }

    /// - Parameter foldAfter: The changes from which on a new snapshot is built.
    init(
        opening: @escaping @Sendable () throws -> Retriever, every interval: Duration = .seconds(1),
        foldAfter: Int = 2000,
        logger: Logger
    ) {
        (self.opening, self.interval, self.logger) = (opening, interval, logger)
        folding = Folding(after: foldAfter, logger: logger)
        state = Mutex(State(pause: interval))
        look()
    }

    /// Twice as long each time that an unusable index fails as before: to read it in full takes seconds.
    var pause: Duration { state.withLock { $0.pause } }

    /// Nil where no index could be opened yet.
    var current: Retriever? { state.withLock { $0.retriever } }

    func retriever() throws(Problem) -> Retriever {
        let (retriever, hasFailed) = state.withLock { ($0.retriever, $0.isUnusable) }
        guard let retriever else { throw hasFailed ? .unusableIndex : .noIndex }
        return retriever
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    // Opening an index takes seconds, which the threads of the tasks cannot spare.
                    try? await self.loading.run { self.look() }
                    if let current = self.current, current.isWriter { self.folding.beginIfDue(current) }
                    if !self.isBehind.load(ordering: .acquiring) { try? await Task.sleep(for: self.pause) }
                }
            }
        } onGracefulShutdown: {
            self.isStopping.store(true, ordering: .releasing)
            self.folding.stop()
        }
    }

    /// For a while: a new index may have been published, or folding be due.
    ///
    /// - Returns: Whether all that changed is in.
    private func follow(_ retriever: Retriever) throws -> Bool {
        let end = ContinuousClock.now + Self.longestFollowing
        return try retriever.follow { isStopping.load(ordering: .acquiring) || ContinuousClock.now > end }
    }

    /// Takes up what is new; a failure is logged once and what is in use stays.
    func look() {
        do {
            if let current {
                try current.refresh()
                if current.isWriter { isBehind.store(try !follow(current), ordering: .releasing) }
            } else {
                let opened = try opening()
                state.withLock { $0.retriever = opened }
                logger.info("an index is in use", metadata: ["products": "\(opened.counts.products)"])
            }
            state.withLock { ($0.failure, $0.isUnusable, $0.pause) = (nil, false, interval) }
        } catch {
            let words = "\(error)"
            var isUnusable = true
            if case RetrievalError.noIndex = error { isUnusable = false }
            let isNew = state.withLock { [isUnusable] state in
                let isNew = state.failure != words
                let isRepeated = isUnusable && !isNew
                state.pause = isRepeated ? min(state.pause * 2, max(interval, Self.longestPause)) : interval
                (state.failure, state.isUnusable) = (words, isUnusable)
                return isNew
            }
            if isNew { logger.error("no new index is taken up", metadata: ["reason": "\(words)"]) }
        }
    }
}
