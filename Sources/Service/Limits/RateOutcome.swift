import HTTPTypes

/// What a client's bucket said, as its answer tells it.
struct RateOutcome: Sendable {
    let limit: RateLimit
    /// What is left in the bucket.
    let tokens: Double
    let isAllowed: Bool

    /// Seconds until the next request may come; 0 where it may now.
    var wait: Int { tokens >= 1 ? 0 : Self.seconds((1 - tokens) / limit.perSecond) }

    /// Seconds until the bucket is full.
    private var reset: Int { Self.seconds((Double(max(1, limit.burst)) - tokens) / limit.perSecond) }

    /// A limit may be one in a day and longer.
    private static func seconds(_ value: Double) -> Int { Int(min(max(0, value.rounded(.up)), 1e9)) }

    func add(to headers: inout HTTPFields) {
        headers[.rateLimit] = "\(max(1, limit.burst))"
        headers[.rateRemaining] = "\(Int(tokens))"
        headers[.rateReset] = "\(reset)"
    }

    var problem: Problem {
        let rate = limit.perSecond == limit.perSecond.rounded() ? "\(Int(limit.perSecond))" : "\(limit.perSecond)"
        return Problem(
            429, "too-many-requests", "Too many requests",
            "\(rate) a second and \(max(1, limit.burst)) at once are allowed here; ask again in \(max(1, wait)) seconds",
            headers: ["Retry-After": "\(max(1, wait))"])
    }
}
