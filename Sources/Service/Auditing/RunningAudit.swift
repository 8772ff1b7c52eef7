import Audit
import Synchronization

/// An audit that is running in this process: how far it came, and whether it was told to stop.
final class RunningAudit: Sendable {
    let id: AuditID
    private let state = Mutex(State())

    private struct State {
        var progress: AuditProgress?
        var isStopping = false
    }

    /// How far it came, as JSON.
    struct Progress: Encodable, Equatable, Sendable {
        let stage: String
        let done: Int
        let total: Int
        /// Of this stage; null before that is known.
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

    func tell(_ progress: AuditProgress) { state.withLock { $0.progress = progress } }

    /// Nil before the first was told.
    var progress: Progress? {
        state.withLock { $0.progress }.map { progress in
            Progress(
                stage: progress.stage.rawValue, done: progress.done, total: progress.total,
                secondsLeft: progress.secondsLeft.map { ($0 * 10).rounded() / 10 })
        }
    }
}
