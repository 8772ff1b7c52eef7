import Dispatch
import Synchronization

/// A thread that waits until all its inputs are encoded, or until it is its turn to run a pass.
final class PassAsker: Sendable {
    private let state: Mutex<State>
    private let signal = DispatchSemaphore(value: 0)

    private struct State {
        var results: [Result<[Float], any Error>?]
        var missing: Int
        var isToLead = false
    }

    init(_ count: Int) {
        state = Mutex(State(results: Array(repeating: nil, count: count), missing: count))
    }

    /// Takes the vector of one input.
    ///
    /// - Returns: Whether it was the last.
    func take(_ result: Result<[Float], any Error>, at place: Int) -> Bool {
        state.withLock { state in
            state.results[place] = result
            state.missing -= 1
            return state.missing == 0
        }
    }

    /// The vectors; nil while one is missing.
    var vectors: [[Float]]? {
        get throws {
            let results = state.withLock { $0.missing == 0 ? $0.results : nil }
            return try results?.compactMap { try $0?.get() }
        }
    }

    /// - Parameter isToLead: Whether it is its turn; otherwise all is there.
    func wake(toLead isToLead: Bool) {
        state.withLock { $0.isToLead = isToLead }
        signal.signal()
    }

    /// Waits until it is woken; others work meanwhile.
    ///
    /// - Returns: Whether it is its turn.
    func waits() -> Bool {
        HeldPlace.leaving { signal.wait() }
        return state.withLock { $0.isToLead }
    }
}
