import Synchronization

/// Who may ask now: a token bucket for each client, and no more of them than two generations hold.
///
/// A client's bucket is forgotten once `generation` others were asked for twice over since; it would be full again by then,
/// or its owner is one of so many that no limit by client holds them.
final class RateLimiter: Sendable {
    private let generation: Int
    private let state = Mutex(State())

    private struct State {
        var young: [Client: Bucket] = [:]
        var old: [Client: Bucket] = [:]
    }

    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    /// Whose bucket it is.
    enum Client: Hashable, Sendable {
        case key(String)
        case address(ClientAddress)
    }

    init(generation: Int = 8192) {
        precondition(generation > 0, "a generation has a client")
        self.generation = generation
    }

    /// How many clients are remembered.
    var count: Int { state.withLock { $0.young.count + $0.old.count } }

    /// Takes a token of the client's, where it has one.
    func take(_ client: Client, _ limit: RateLimit, at now: ContinuousClock.Instant = .now) -> RateOutcome {
        let (burst, rate) = (Double(max(1, limit.burst)), limit.perSecond)
        return state.withLock { state in
            if state.young.count >= generation, state.young[client] == nil {
                (state.old, state.young) = (state.young, [:])
            }
            let before = state.young[client] ?? state.old.removeValue(forKey: client)
            var bucket = before ?? Bucket(tokens: burst, filled: now)
            bucket.tokens = min(burst, bucket.tokens + max(0, (now - bucket.filled) / .seconds(1)) * rate)
            bucket.filled = max(now, bucket.filled)
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            state.young[client] = bucket
            return RateOutcome(limit: limit, tokens: bucket.tokens, isAllowed: isAllowed)
        }
    }
}
