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

    /// Writes the index to a file, whole or not at all.
    func write(to path: String) throws(NeighborError)
}

extension FrozenIndex {
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
    /// An index of `vectors` (n, dimension).
    func build(_ vectors: [Float], dimension: Int) throws(NeighborError) -> any FrozenIndex
    func open(_ path: String) throws(NeighborError) -> any FrozenIndex
    /// The same, leaving the cores to others: built beside a service that answers.
    var inBackground: any NeighborIndexing { get }
}

extension NeighborIndexing {
    public var inBackground: any NeighborIndexing { self }
}
