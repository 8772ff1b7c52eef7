import Neighbors

extension SnapshotReading {
    /// The values that most of some rows have in a field.
    ///
    /// - Parameter rows: Over all rows, or the first ones.
    func values(of field: String, among rows: RowFilter, limit: Int) -> [FacetValue] {
        var tally = FacetTally(field)
        let frozenRows = living.frozen.products.count
        if let facets = living.frozen.facets {
            let frozen = rows.prefix(frozenRows)
            // What is rare among these may be frequent with those that came since.
            tally.add(facets, among: frozen, limit: frozen.size == rows.size ? limit : .max)
        }
        // A copy, so that nobody waits while rows are counted.
        living.looking { $0 }.count(rows, in: &tally)
        return tally.top(limit)
    }

    /// The rows in use.
    var alive: RowFilter {
        let state = living.looking { $0 }
        var rows = frozenAlive.prefix(state.rowCount)
        for row in living.frozen.products.count..<state.rowCount where state.isAlive(row, at: moment) {
            rows.insert(row)
        }
        return rows
    }
}
