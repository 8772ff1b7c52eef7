import CFaiss
public import Neighbors

/// Gathers vectors and freezes them into an index.
public struct FaissBuilder: ~Copyable {
    private let dimension: Int
    private let settings: FaissIndexing
    private var vectors: [Float] = []

    public init(dimension: Int, _ settings: FaissIndexing = FaissIndexing()) {
        precondition(dimension > 0, "a vector has at least one number")
        self.dimension = dimension
        self.settings = settings
    }

    /// Adds rows (n, dimension) of finite numbers.
    public mutating func add(_ rows: [Float]) throws(NeighborError) {
        guard rows.count.isMultiple(of: dimension) else {
            throw .wrongDimension(found: rows.count, expected: dimension)
        }
        if let at = rows.firstIndex(where: { !$0.isFinite }) {
            throw .noNumber(row: (vectors.count + at) / dimension)
        }
        if vectors.isEmpty { vectors = rows } else { vectors += rows }
    }

    /// The index, of the kind that is planned for so many rows.
    public consuming func finish() throws(NeighborError) -> any FrozenIndex {
        let plan = settings.plan(rows: vectors.count / dimension, dimension: dimension)
        guard plan.kind != .exact, !vectors.isEmpty else { return try ExactIndex(vectors, dimension: dimension) }
        return try FaissIndex(vectors, dimension: dimension, plan, settings)
    }
}
