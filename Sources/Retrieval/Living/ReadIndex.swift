import Neighbors

/// A living index as it was at one moment, its rows numbered without those that went: frozen, for who goes through all of it.
struct ReadIndex: FrozenIndex {
    private let living: any NeighborIndex
    private let moment: Moment
    /// The living index's row of each row, ascending.
    private let rows: [Int32]
    /// The row of each of the living index's rows; less than 0 for one that is left out.
    private let places: [Int32]

    /// - Parameter rows: Those that are there at the moment, ascending.
    init(_ living: any NeighborIndex, at moment: Moment, rows: [Int]) {
        (self.living, self.moment) = (living, moment)
        self.rows = rows.map { Int32($0) }
        var places = [Int32](repeating: -1, count: (rows.last ?? -1) + 1)
        for (place, row) in rows.enumerated() { places[row] = Int32(place) }
        self.places = places
    }

    var count: Int { rows.count }
    var dimension: Int { living.dimension }

    func search(_ queries: [Float], limit: Int, among filter: RowFilter?) throws(NeighborError) -> [[Neighbor]] {
        try check(queries, among: filter)
        let among = filter.map { filter in RowFilter(count: places.count, rows: filter.rows.lazy.map { Int(rows[$0]) })
        }
        return try living.search(queries, limit: limit, among: among, at: moment).map { found in
            found.compactMap { neighbor in
                guard neighbor.row < places.count, places[neighbor.row] >= 0 else { return nil }
                return Neighbor(row: Int(places[neighbor.row]), score: neighbor.score)
            }
        }
    }

    /// Zeros for a row that the index has no vector of.
    func vector(_ row: Int) -> [Float] {
        living.vector(Int(rows[row])) ?? [Float](repeating: 0, count: dimension)
    }

    /// As an exact one: what it reads goes on living.
    func write(to path: String) throws(NeighborError) {
        try ExactIndex(rows.indices.flatMap { vector($0) }, dimension: dimension).write(to: path)
    }

    var summary: IndexSummary {
        IndexSummary(
            kind: "living", reason: "what came since is looked at beside", residentBytes: 8 * rows.count, mappedBytes: 0
        )
    }
}
