import Synchronization

/// More is waiting than there is room for.
struct QueueFull: Error {}

/// Runs work that keeps a core busy off the event loops: so many at once, so many waiting, and no more.
final class WorkQueue: Sendable {
    private let workers: Int
    /// How many may wait.
    let bound: Int
    private let threads: WorkThreads
    private let state = Mutex(State())

    private struct State {
        var running = 0
        var waiting: [Job] = []
    }

    private struct Job: Sendable {
        let isUnwanted: @Sendable () -> Bool
        /// Does the work, or, where it is not wanted any more, says so.
        let finish: @Sendable (_ isWanted: Bool) -> Void
    }

    /// - Parameter bound: How many may wait; one more is refused at once.
    init(_ label: String, workers: Int, bound: Int) {
        precondition(workers > 0 && bound >= 0, "a queue has a worker, and no fewer than no places")
        (self.workers, self.bound) = (workers, bound)
        threads = WorkThreads(label)
    }

    /// How many wait and how many run.
    var load: (waiting: Int, running: Int) { state.withLock { ($0.waiting.count, $0.running) } }

    /// What `work` gives; throws `QueueFull` at once where no place is free, `CancellationError` where it had
    /// to wait and whoever asked left before its turn came.
    func run<Value: Sendable>(
        for asker: Departure = Departure(), _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
                add(
                    Job(isUnwanted: { asker.hasLeft }) { isWanted in
                        let value = Result {
                            guard isWanted else { throw CancellationError() }
                            return try work()
                        }
                        continuation.resume(with: value)
                    }
                ) { continuation.resume(throwing: QueueFull()) }
            }
        } onCancel: {
            asker.leave()
        }
    }

    private func add(_ job: Job, refuse: () -> Void) {
        enum Place { case now, later, none }
        let (place, dropped) = state.withLock { state -> (Place, [Job]) in
            if state.running < workers {
                state.running += 1
                return (.now, [])
            }
            var dropped: [Job] = []
            if state.waiting.count >= bound {
                // Those who left make room; the others keep their order.
                var staying: [Job] = []
                for job in state.waiting {
                    if job.isUnwanted() { dropped.append(job) } else { staying.append(job) }
                }
                state.waiting = staying
            }
            guard state.waiting.count < bound else { return (.none, dropped) }
            state.waiting.append(job)
            return (.later, dropped)
        }
        for job in dropped { job.finish(false) }
        switch place {
        case .now: threads.run { self.work(first: job) }
        case .later: break
        case .none: refuse()
        }
    }

    private func work(first: Job) {
        // It never waited, so there was no time to leave in.
        first.finish(true)
        while let job = nextJob() { job.finish(!job.isUnwanted()) }
    }

    /// The job whose turn it is; nil sets the worker free.
    private func nextJob() -> Job? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
