import Neighbors
import Synchronization

/// The rows that the filters asked for last hold: pages of one question ask again and again. A row never changes, so what is
/// known of it stays, and only rows that came since are looked at.
final class FilterCache: Sendable {
    private static let bound = 64
    private let state = Mutex(State())

    private struct State {
        var rows: [Filter: (rows: RowFilter, used: Int)] = [:]
        var clock = 0
    }

    /// - Parameters:
    ///   - count: How many rows there are now.
    ///   - frozen: The first rows that the filter holds.
    ///   - fresh: Adds those that it holds of rows behind them.
    func rows(
        satisfying filter: Filter, count: Int, frozen: () -> RowFilter, fresh: (Range<Int>, inout RowFilter) -> Void
    ) -> RowFilter {
        let known = state.withLock { $0.rows[filter]?.rows } ?? frozen()
        var rows = known
        if known.count < count {
            rows = known.prefix(count)
            fresh(known.count..<count, &rows)
        }
        state.withLock { state in
            state.clock += 1
            state.rows[filter] = (rows, state.clock)
            guard state.rows.count > Self.bound else { return }
            if let oldest = state.rows.min(by: { $0.value.used < $1.value.used })?.key { state.rows[oldest] = nil }
        }
        return rows
    }
}
