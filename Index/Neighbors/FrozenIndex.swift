/// A frozen set of vectors that can be searched, by many threads at once.
public protocol FrozenIndex: Sendable {
    var dimension: Int { get }
    /// How many rows there are.
    var count: Int { get }

    /// The nearest rows to each of `queries` (n, dimension), at most `limit` each, among those that a filter holds.
    func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]]

    /// The vector of a row: as it was given.
    func vector(_ row: Int) -> [Float]

    /// The inner product of a row with a vector, without a copy of the row where the index can do without.
    func innerProduct(with vector: [Float], _ row: Int) -> Float

    /// Writes the index to a file, whole or not at all.
    func write(to path: String) throws(NeighborError)

    /// What kind it is, how large, and why.
    var summary: IndexSummary { get }
    /// How its questions were answered so far.
    var counts: SearchCounts { get }
}

extension FrozenIndex {
    public var counts: SearchCounts { SearchCounts() }

    public func innerProduct(with vector: [Float], _ row: Int) -> Float {
        Neighbors.innerProduct(vector, self.vector(row))
    }

    public func search(_ queries: [Float], limit: Int) throws(NeighborError) -> [[Neighbor]] {
        try search(queries, limit: limit, among: nil)
    }

    /// What every index holds of a question before it looks.
    public func check(_ queries: [Float], among filter: RowFilter?) throws(NeighborError) {
        guard queries.count.isMultiple(of: dimension) else {
            throw .wrongDimension(found: queries.count, expected: dimension)
        }
        if let at = queries.firstIndex(where: { !$0.isFinite }) { throw .noNumber(row: at / dimension) }
        precondition(filter.map { $0.count == count } ?? true, "a filter is over the rows of its index")
    }
}

/// A way to make and open indexes: only the program itself chooses one.
public protocol NeighborIndexing: Sendable {
    /// What this kind is called, in a snapshot's manifest.
    var kind: String { get }
    /// An index of `vectors` (n, dimension). No search waits for it; where its task is cancelled, it ends soon.
    func build(_ vectors: [Float], dimension: Int) throws(NeighborError) -> any FrozenIndex
    /// An index of the rows of `index` and after them those of `vectors` (n, dimension); `index` stays as it is. One of
    /// another kind is built anew.
    func extend(_ index: any FrozenIndex, with vectors: [Float]) throws(NeighborError) -> any FrozenIndex
    func open(_ path: String) throws(NeighborError) -> any FrozenIndex
    /// The same, building with so many threads at most: one, where searches go on beside.
    func limited(toThreads threads: Int) -> any NeighborIndexing
}

extension NeighborIndexing {
    public func extend(_ index: any FrozenIndex, with vectors: [Float]) throws(NeighborError) -> any FrozenIndex {
        try rebuilt(index, with: vectors)
    }

    public func limited(toThreads threads: Int) -> any NeighborIndexing { self }

    /// Both together, built anew.
    public func rebuilt(_ index: any FrozenIndex, with vectors: [Float]) throws(NeighborError) -> any FrozenIndex {
        var all: [Float] = []
        all.reserveCapacity(index.count * index.dimension + vectors.count)
        for row in 0..<index.count { all += index.vector(row) }
        return try build(all + vectors, dimension: index.dimension)
    }
}
