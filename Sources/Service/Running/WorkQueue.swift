import Foundation
import Retrieval
import Synchronization

/// More is waiting than there is room or time for.
struct QueueFull: Error {}

/// Runs work that keeps a core busy off the event loops: so many at once, so many waiting, and no more.
///
/// Where the time is bounded, too, one that would be answered too late is refused at once, going by how fast the last ones
/// were: at ten times what can be done, those who are let in are answered nearly as fast as ever.
final class WorkQueue: Sendable {
    /// How many may wait.
    let bound: Int
    private let threads: WorkThreads
    private let state: Mutex<State>

    private struct State {
        var line: WorkLine<Job>
        var pace: Pace
        /// Nil where time does not matter.
        var patience: Patience?
    }

    private struct Job: Sendable {
        let isUnwanted: @Sendable () -> Bool
        /// Does the work, or, where it is not wanted any more, says so.
        let finish: @Sendable (_ isWanted: Bool) -> Void
    }

    /// As many are let in whatever time they take.
    private static let always = 2 * ProcessInfo.processInfo.activeProcessorCount

    /// - Parameters:
    ///   - workers: How many jobs are begun at once.
    ///   - places: How many of them compute at once; the others wait for them (`HeldPlace`). All where nil.
    ///   - bound: How many may wait; one more is refused at once.
    ///   - patience: In what time a job is to be done, its wait included; nil where that does not matter.
    init(_ label: String, workers: Int, places: Int? = nil, bound: Int, patience: Duration? = nil) {
        precondition(workers > 0 && bound >= 0, "a queue has a worker, and no fewer than no places")
        self.bound = bound
        state = Mutex(
            State(
                line: WorkLine(places: places ?? workers, workers: workers),
                pace: Pace(longest: patience ?? .seconds(1)),
                patience: patience.map { Patience($0) }))
        threads = WorkThreads(label, niceness: ThreadPriority.working)
    }

    /// How many wait and how many are begun.
    var load: (waiting: Int, running: Int) { state.withLock { ($0.line.waiting.count, $0.line.begun) } }

    /// Throws `QueueFull` where one that came now would be refused: whoever has yet to read what it is asked need not.
    func admit() throws(QueueFull) {
        if state.withLock({ isFull(&$0) && !$0.line.waiting.contains { $0.isUnwanted() } }) { throw QueueFull() }
    }

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
            // Those who left make room.
            let dropped = isFull(&state) ? state.line.drop { $0.isUnwanted() } : []
            guard !isFull(&state) else { return (.none, dropped) }
            if state.line.begun == 0 { state.pace.begin() }
            return (state.line.add(job) ? .now : .later, dropped)
        }
        for job in dropped { job.finish(false) }
        switch place {
        // It never waited, so there was no time to leave in.
        case .now: threads.run { self.work(job, isWanted: true) }
        case .later: break
        case .none: refuse()
        }
    }

    private func isFull(_ state: inout State) -> Bool {
        let held = state.line.count
        if !state.line.hasPlace, state.line.waiting.count >= bound { return true }
        let time = state.pace.time(for: held + 1)
        let left = state.patience?.left(for: time, isAtEase: state.line.isAtEase)
        guard let left, held >= Self.always else { return false }
        return time > left
    }

    private func work(_ first: Job, isWanted: Bool) {
        let place = HeldPlace(leave: leave, comeBack: comeBack)
        HeldPlace.$current.withValue(place) {
            first.finish(isWanted)
            while let job = next() { job.finish(!job.isUnwanted()) }
        }
    }

    /// The job that this thread does next; nil sets it free.
    private func next() -> Job? {
        let successor = state.withLock { state in
            state.pace.end()
            return state.line.end()
        }
        switch successor {
        case .beginning(let job): return job
        case .comingBack(let signal): signal.signal()
        case .nobody: break
        }
        return nil
    }

    @Sendable private func leave() {
        switch state.withLock({ $0.line.leave() }) {
        case .beginning(let job): threads.run { self.work(job, isWanted: !job.isUnwanted()) }
        case .comingBack(let signal): signal.signal()
        case .nobody: break
        }
    }

    @Sendable private func comeBack() { state.withLock { $0.line.comeBack() }?.wait() }
}
