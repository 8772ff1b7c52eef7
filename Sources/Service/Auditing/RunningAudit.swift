import Audit
import Synchronization

/// An audit that is running in this process: how far it came, and whether it was told to stop.
final class RunningAudit: Sendable {
    let id: AuditID
    private let state = Mutex(State())

    private struct State {
        var progress: AuditProgress?
        /// When its stage began.
        var began = ContinuousClock.now
        var isStopping = false
    }

    /// How far it came, as JSON.
    struct Progress: Encodable, Equatable, Sendable {
        let stage: String
        let done: Int
        let total: Int
        /// Of this stage, going by what it has done; null before that is known.
        let secondsLeft: Double?

        enum CodingKeys: String, CodingKey {
            case stage, done, total
            case secondsLeft = "seconds_left"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(stage, forKey: .stage)
            try container.encode(done, forKey: .done)
            try container.encode(total, forKey: .total)
            try container.encode(secondsLeft, forKey: .secondsLeft)
        }
    }

    init(_ id: AuditID) { self.id = id }

    var isStopping: Bool { state.withLock { $0.isStopping } }
    func stop() { state.withLock { $0.isStopping = true } }

    func tell(_ progress: AuditProgress) {
        state.withLock { state in
            if state.progress?.stage != progress.stage { state.began = .now }
            state.progress = progress
        }
    }

    /// Nil before the first was told.
    var progress: Progress? {
        let state = state.withLock { $0 }
        return state.progress.map { progress in
            let seconds = (ContinuousClock.now - state.began) / .seconds(1)
            let share = Double(progress.done) / Double(max(1, progress.total))
            return Progress(
                stage: progress.stage.rawValue, done: progress.done, total: progress.total,
                secondsLeft: share > 0 ? (seconds * (1 - share) / share * 10).rounded() / 10 : nil)
        }
    }
}
