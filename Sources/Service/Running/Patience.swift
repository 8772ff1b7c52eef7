/// How much time there is for what comes next (after Nichols and Jacobson, Controlling Queue Delay, 2012).
///
/// A crowd that comes at once may take all of it. A line that has been long for as long as that does not end by itself, and gains
/// nobody anything: until there is none any more, a third of the time is left.
struct Patience {
    private let whole: Duration
    private var share: Duration { whole / 3 }
    /// Since when the line has been longer than the share at any time.
    private var longSince: ContinuousClock.Instant?
    private var isLasting = false

    init(_ whole: Duration) { self.whole = whole }

    /// - Parameters:
    ///   - time: In what time what comes next would be done.
    ///   - isAtEase: Whether it need not wait for others.
    mutating func left(for time: Duration, isAtEase: Bool, at now: ContinuousClock.Instant = .now) -> Duration {
        if isAtEase { isLasting = false }
        if isAtEase || time <= share {
            longSince = nil
        } else if let longSince {
            if now - longSince > whole { isLasting = true }
        } else {
            longSince = now
        }
        return isLasting ? share : whole
    }
}
