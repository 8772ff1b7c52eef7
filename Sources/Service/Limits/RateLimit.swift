/// How often one client may ask.
public struct RateLimit: Hashable, Sendable {
    /// Requests a second in the long run; 0 for as many as it likes.
    public var perSecond: Double
    /// How many at once after a pause.
    public var burst: Int

    public init(perSecond: Double = 0, burst: Int = 20) {
        (self.perSecond, self.burst) = (perSecond, burst)
    }

    var isNone: Bool { perSecond <= 0 }
}
