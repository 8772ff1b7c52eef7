import Synchronization

/// Values kept by key, the last thousand or so.
final class Recent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let bound: Int
    private let state = Mutex(State())

    private struct State {
        var values: [Key: Value] = [:]
        var age: [Key] = []
    }

    init(bound: Int = 1000) { self.bound = bound }

    func keep(_ value: Value, _ key: Key) {
        state.withLock { state in
            guard state.values.updateValue(value, forKey: key) == nil else { return }
            state.age.append(key)
            guard state.age.count > bound else { return }
            let old = max(1, bound / 10)
            for key in state.age.prefix(old) { state.values[key] = nil }
            state.age.removeFirst(old)
        }
    }

    /// Nil for one that was never kept, or too long ago.
    subscript(_ key: Key) -> Value? { state.withLock { $0.values[key] } }
}
