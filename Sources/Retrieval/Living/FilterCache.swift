import Neighbors
import Synchronization

/// The rows that the filters asked for last hold, of a snapshot's frozen part: pages of one question ask again and again.
final class FilterCache: Sendable {
    private static let bound = 64
    private let state = Mutex(State())

    private struct State {
        var rows: [Filter: (rows: RowFilter, used: Int)] = [:]
        var clock = 0
    }

    func rows(satisfying filter: Filter, _ work: () -> RowFilter?) -> RowFilter? {
        let known = state.withLock { state -> RowFilter? in
            state.clock += 1
            state.rows[filter]?.used = state.clock
            return state.rows[filter]?.rows
        }
        if let known { return known }
        guard let found = work() else { return nil }
        state.withLock { state in
            state.rows[filter] = (found, state.clock)
            guard state.rows.count > Self.bound else { return }
            if let oldest = state.rows.min(by: { $0.value.used < $1.value.used })?.key { state.rows[oldest] = nil }
        }
        return found
    }
}
