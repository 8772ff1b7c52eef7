import Synchronization

/// What is learnt of a request on its way and said of it at the end.
final class RequestNotes: Sendable {
    private let state = Mutex(State())

    private struct State {
        var key: String?
        var rate: RateOutcome?
    }

    /// Whose key came with it, by the name that the settings give it.
    var key: String? {
        get { state.withLock { $0.key } }
        set { state.withLock { $0.key = newValue } }
    }

    /// What is left of its client's limit; nil where it has none.
    var rate: RateOutcome? {
        get { state.withLock { $0.rate } }
        set { state.withLock { $0.rate = newValue } }
    }
}
