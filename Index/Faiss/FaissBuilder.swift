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
        vectors += rows
    }

    /// The index: flat while that is quick, a graph beyond.
    public consuming func finish() throws(NeighborError) -> FaissIndex {
        let count = vectors.count / dimension
        let kind: FaissIndex.Kind = count < settings.flatBelow ? .flat : .graph
        guard count > 0 else {
            return FaissIndex(nil, dimension: dimension, kind: kind, breadth: settings.breadth)
        }
        var error = cfaiss_error()
        let handle =
            switch kind {
            case .flat: cfaiss_flat(vectors, count, dimension, &error)
            case .graph:
                cfaiss_hnsw(
                    vectors, count, dimension, Int32(settings.links), Int32(settings.construction), &error)
            }
        guard let handle else { throw .failed(reason: error.words) }
        return FaissIndex(handle, dimension: dimension, kind: kind, breadth: settings.breadth)
    }
}

/// Indexes of FAISS, and how they are made.
public struct FaissIndexing: NeighborIndexing {
    public var kind: String { "faiss" }
    /// Fewer rows than these are all looked at.
    public var flatBelow = 20_000
    /// Links of a row in the graph (M).
    public var links = 32
    /// How widely the graph is searched while it is made (efConstruction), and when it answers (efSearch).
    public var construction = 80
    public var breadth = 64

    public init() {}

    public func build(_ vectors: [Float], dimension: Int) throws(NeighborError) -> any FrozenIndex {
        var builder = FaissBuilder(dimension: dimension, self)
        try builder.add(vectors)
        return try builder.finish()
    }

    public func open(_ path: String) throws(NeighborError) -> any FrozenIndex {
        try FaissIndex(contentsOf: path, breadth: breadth)
    }
}
