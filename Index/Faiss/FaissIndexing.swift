import Foundation
public import Neighbors

/// Indexes of FAISS's kinds, and how they are made.
public struct FaissIndexing: NeighborIndexing {
    public var kind: String { "faiss" }
    /// The kind of every index; nil lets the number of rows and the memory say.
    public var only: IndexPlan.Kind?
    /// Bytes of memory that searches of one index may need; nil for a share of the machine's.
    public var budget: Int?
    /// Links of a row in the graph (M), twice as many at most on its lowest level.
    public var links = 32
    /// How widely the graph is searched while it is made (efConstruction), and when it answers (efSearch).
    public var construction = 80
    public var breadth = 64
    /// How many lists are looked at.
    public var probes = 64
    /// How many threads build; nil for all cores.
    public var threads: Int?

    public init() {}

    func plan(rows: Int, dimension: Int) -> IndexPlan {
        if let only { return IndexPlan(only, reason: "it was asked for") }
        return IndexPlan(rows: rows, dimension: dimension, budget: budget, cores: threads)
    }

    public func build(_ vectors: [Float], dimension: Int) throws(NeighborError) -> any FrozenIndex {
        var builder = FaissBuilder(dimension: dimension, self)
        try builder.add(vectors)
        return try builder.finish()
    }

    /// Rows are linked into a copy of the graph, or put into its lists, as long as it is of the kind that is planned and
    /// does not double: lists are right for about as many rows as they were made for.
    public func extend(_ index: any FrozenIndex, with vectors: [Float]) throws(NeighborError) -> any FrozenIndex {
        guard vectors.count.isMultiple(of: index.dimension) else {
            throw .wrongDimension(found: vectors.count, expected: index.dimension)
        }
        if let at = vectors.firstIndex(where: { !$0.isFinite }) { throw .noNumber(row: at / index.dimension) }
        let more = vectors.count / index.dimension
        let plan = plan(rows: index.count + more, dimension: index.dimension)
        if plan.kind == .exact, index is ExactIndex { return try ExactIndexing().extend(index, with: vectors) }
        guard let old = index as? FaissIndex, old.kind == plan.kind, more <= old.count || plan.kind != .lists else {
            return try rebuilt(index, with: vectors)
        }
        return more == 0 ? old : try FaissIndex(extending: old, with: vectors, plan, self)
    }

    public func open(_ path: String) throws(NeighborError) -> any FrozenIndex {
        let file = try IndexFile(contentsOf: path)
        if file.kind == ExactIndex.kind { return try ExactIndex(file, path) }
        return try FaissIndex(file, path, self)
    }

    public func limited(toThreads threads: Int) -> any NeighborIndexing {
        var fewer = self
        fewer.threads = threads
        return fewer
    }
}
