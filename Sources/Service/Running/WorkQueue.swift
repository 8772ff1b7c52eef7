import Foundation
import Synchronization

/// More is waiting than there is room or time for.
struct QueueFull: Error {}

/// Runs work that keeps a core busy off the event loops: so many at once, so many waiting, and no more.
///
/// Where the time is bounded, too, one that would be answered too late is refused at once, going by how fast the last ones
/// were: at ten times what can be done, those who are let in are answered nearly as fast as ever.
final class WorkQueue: Sendable {
    private let workers: Int
    /// How many may wait.
    let bound: Int
    private let patience: Duration?
    private let threads: WorkThreads
    private let state: Mutex<State>

    private struct State {
        var running = 0
        var waiting: [Job] = []
        var pace: Pace
    }

    private struct Job: Sendable {
        let isUnwanted: @Sendable () -> Bool
        /// Does the work, or, where it is not wanted any more, says so.
        let finish: @Sendable (_ isWanted: Bool) -> Void
    }

    /// As many are let in whatever time they take.
    private static let always = 2 * ProcessInfo.processInfo.activeProcessorCount

    /// - Parameters:
    ///   - bound: How many may wait; one more is refused at once.
    ///   - patience: In what time a job is to be done, its wait included; nil where that does not matter.
    init(_ label: String, workers: Int, bound: Int, patience: Duration? = nil) {
        precondition(workers > 0 && bound >= 0, "a queue has a worker, and no fewer than no places")
        (self.workers, self.bound, self.patience) = (workers, bound, patience)
        state = Mutex(State(pace: Pace(longest: patience ?? .seconds(1))))
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
            var dropped: [Job] = []
            if isFull(state) {
                // Those who left make room; the others keep their order.
                var staying: [Job] = []
                for job in state.waiting {
                    if job.isUnwanted() { dropped.append(job) } else { staying.append(job) }
                }
                state.waiting = staying
            }
            guard !isFull(state) else { return (.none, dropped) }
            if state.running == 0 { state.pace.begin() }
            guard state.running < workers else {
                state.waiting.append(job)
                return (.later, dropped)
            }
            state.running += 1
            return (.now, dropped)
        }
        for job in dropped { job.finish(false) }
        switch place {
        case .now: threads.run { self.work(first: job) }
        case .later: break
        case .none: refuse()
        }
    }

    private func isFull(_ state: State) -> Bool {
        let held = state.running + state.waiting.count
        if held >= workers + bound { return true }
        guard let patience, held >= Self.always else { return false }
        return state.pace.time(for: held + 1) > patience
    }

    private func work(first: Job) {
        // It never waited, so there was no time to leave in.
        first.finish(true)
        while let job = nextJob() { job.finish(!job.isUnwanted()) }
    }

    /// The job whose turn it is; nil sets the worker free.
    private func nextJob() -> Job? {
        state.withLock { state in
            state.pace.end()
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
