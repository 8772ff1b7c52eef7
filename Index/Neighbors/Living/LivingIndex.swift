import Synchronization

/// A frozen index and what changed since: deleted rows are left out, new ones are looked at one by one beside it.
///
/// Searches take the lock for as long as it takes to copy a few references; a write never waits for a search, nor a search
/// for a write.
public final class LivingIndex: NeighborIndex {
    /// Rows 0..<frozen.count.
    private let frozen: any FrozenIndex
    private let state: Mutex<State>

    private struct State {
        var fresh: FreshRows
        /// The frozen rows that nobody has deleted; nil where that is all of them.
        var alive: RowFilter?
        /// When frozen rows were deleted.
        var died: [Int: Moment] = [:]
        /// The last moment at which a frozen row was deleted.
        var lastDeath = Moment.start
    }

    /// - Parameter alive: The frozen rows that are there; nil where all are.
    public init(_ frozen: any FrozenIndex, alive: RowFilter? = nil) {
        precondition(alive.map { $0.count == frozen.count } ?? true, "a filter over the rows of the index")
        self.frozen = frozen
        state = Mutex(State(fresh: FreshRows(dimension: frozen.dimension), alive: alive))
    }

    public var dimension: Int { frozen.dimension }

    public func upsert(
        _ vectors: [Float], at rows: [Int], replacing replaced: [Int], _ moment: Moment
    ) throws(NeighborError) {
        guard vectors.count == rows.count * dimension else {
            throw .wrongDimension(found: vectors.count, expected: rows.count * dimension)
        }
        if let at = vectors.firstIndex(where: { !$0.isFinite }) { throw .noNumber(row: rows[at / dimension]) }
        precondition(rows.allSatisfy { $0 >= frozen.count }, "a frozen row's number is not given again")
        state.withLock { state in
            for (at, row) in rows.enumerated() {
                state.fresh.append(vectors[(at * dimension)..<((at + 1) * dimension)], at: row, moment)
            }
            delete(replaced, moment, &state)
        }
    }

    public func delete(_ rows: [Int], _ moment: Moment) {
        state.withLock { delete(rows, moment, &$0) }
    }

    private func delete(_ rows: [Int], _ moment: Moment, _ state: inout State) {
        for row in rows {
            guard row < frozen.count else {
                state.fresh.delete(row, moment)
                continue
            }
            guard state.died[row] == nil, state.alive?.contains(row) ?? true else { continue }
            state.died[row] = moment
            state.lastDeath = max(state.lastDeath, moment)
            // Taken out of the state, so that the filter is changed in its place unless a search holds it.
            var alive = state.alive.take() ?? .all(frozen.count)
            alive.remove(row)
            state.alive = alive
        }
    }

    public func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?, at moment: Moment
    ) throws(NeighborError) -> [[Neighbor]] {
        let state = state.withLock { $0 }
        var passing = filter?.prefix(frozen.count)
        if let alive = Self.alive(state, at: moment) { passing = passing?.intersection(alive) ?? alive }
        let found = try frozen.search(queries, limit: limit, among: passing)
        guard state.fresh.count > 0, limit > 0 else { return found }
        var lists = found.map { neighbors in
            var list = NearestList(limit: limit)
            for neighbor in neighbors { list.offer(neighbor) }
            return list
        }
        state.fresh.offer(to: &lists, queries, among: filter, at: moment)
        return lists.map(\.sorted)
    }

    /// The frozen rows that were there at `moment`; nil where all were.
    private static func alive(_ state: State, at moment: Moment) -> RowFilter? {
        guard var alive = state.alive else { return nil }
        if state.lastDeath > moment {
            for (row, death) in state.died where death > moment { alive.insert(row) }
        }
        return alive
    }

    public func vector(_ row: Int) -> [Float]? {
        if row < frozen.count { return row < 0 ? nil : frozen.vector(row) }
        return state.withLock { $0.fresh }.vector(row)
    }
}
