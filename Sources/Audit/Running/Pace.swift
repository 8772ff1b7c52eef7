/// How fast an audit goes, from which follows the time left.
struct Pace {
    private let clock = ContinuousClock()
    private let began: ContinuousClock.Instant
    /// What was done before this start.
    private let start: Int

    init(from start: Int) {
        began = clock.now
        self.start = start
    }

    func progress(_ stage: AuditProgress.Stage, _ done: Int, of total: Int) -> AuditProgress {
        let seconds = (clock.now - began) / .seconds(1)
        let left = done > start ? seconds / Double(done - start) * Double(max(0, total - done)) : nil
        return AuditProgress(stage: stage, done: done, total: total, secondsLeft: left)
    }
}
