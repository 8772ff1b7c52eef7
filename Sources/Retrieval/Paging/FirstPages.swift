import Neighbors
import Synchronization

/// The order that first pages were cut from, where words were looked up too: the catalogue's text index knows no moments, so
/// asked again it would answer otherwise.
final class FirstPages: Sendable {
    private static let bound = 1000
    private let state = Mutex(State())

    private struct State {
        var orders: [Key: [Neighbor]] = [:]
        var age: [Key] = []
    }

    struct Key: Hashable, Sendable {
        let question: UInt64
        let moment: Moment
        let head: Int
    }

    func keep(_ order: [Neighbor], _ key: Key) {
        state.withLock { state in
            guard state.orders.updateValue(order, forKey: key) == nil else { return }
            state.age.append(key)
            guard state.age.count > Self.bound else { return }
            for old in state.age.prefix(Self.bound / 10) { state.orders[old] = nil }
            state.age.removeFirst(Self.bound / 10)
        }
    }

    /// Nil for one that nobody asked for, or too long ago.
    func order(_ key: Key) -> [Neighbor]? { state.withLock { $0.orders[key] } }
}
