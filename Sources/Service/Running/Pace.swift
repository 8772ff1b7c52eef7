/// How fast jobs are done while there is something to do, from the times between their ends.
struct Pace {
    /// From one end to the next, smoothed over the last sixteen; nil before the first.
    private(set) var interval: Duration?
    /// Since when the time to the next end counts: the last one, or what came after there was nothing to do.
    private var since = ContinuousClock.now
    /// A pause, of the machine or of one long job, counts no more than this.
    private let longest: Duration

    init(longest: Duration) { self.longest = longest }

    /// Something is to be done, after there was nothing.
    mutating func begin(at now: ContinuousClock.Instant = .now) { since = now }

    /// A job was done.
    mutating func end(at now: ContinuousClock.Instant = .now) {
        let passed = min(now - since, longest)
        interval = interval.map { $0 + (passed - $0) / 16 } ?? passed
        since = now
    }

    /// How long it takes until a number of jobs are done.
    func time(for jobs: Int) -> Duration { (interval ?? .zero) * jobs }
}
