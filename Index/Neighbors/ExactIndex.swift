import CKernels
import Dispatch
import Synchronization

/// An index that looks at every row: always right, and quick enough for tens of thousands of rows.
public struct ExactIndex: FrozenIndex {
    public let dimension: Int
    public let count: Int
    /// (count, dimension).
    private let vectors: [Float]

    /// - Parameter vectors: (n, dimension), of finite numbers.
    public init(_ vectors: [Float], dimension: Int) throws(NeighborError) {
        precondition(dimension > 0, "a vector has at least one number")
        guard vectors.count.isMultiple(of: dimension) else {
            throw .wrongDimension(found: vectors.count, expected: dimension)
        }
        if let at = vectors.firstIndex(where: { !$0.isFinite }) { throw .noNumber(row: at / dimension) }
        self.vectors = vectors
        self.dimension = dimension
        count = vectors.count / dimension
    }

    public func vector(_ row: Int) -> [Float] { Array(vectors[(row * dimension)..<((row + 1) * dimension)]) }

    /// Every vector (count, dimension).
    public var all: [Float] { vectors }

    public func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]] {
        try check(queries, among: filter)
        let questions = queries.count / dimension
        guard limit > 0, count > 0 else { return [[Neighbor]](repeating: [], count: questions) }
        let rows = filter?.rows
        let looked = rows?.count ?? count
        // Rows in slices that fit the cache with all questions in turn; slices are shared out over the cores.
        let slices = max(1, min(64, looked / 512))
        let parts = Mutex([[[Neighbor]]](repeating: [], count: slices))
        DispatchQueue.concurrentPerform(iterations: slices) { slice in
            let range = (looked * slice / slices)..<(looked * (slice + 1) / slices)
            let found = nearest(queries, questions, min(limit, looked), range, rows)
            parts.withLock { $0[slice] = found }
        }
        let found = parts.withLock { $0 }
        return (0..<questions).map { question in
            var best = NearestList(limit: min(limit, looked))
            for part in found { part[question].forEach { best.offer($0) } }
            return best.sorted
        }
    }

    private func nearest(
        _ queries: [Float], _ questions: Int, _ limit: Int, _ range: Range<Int>, _ rows: [Int]?
    ) -> [[Neighbor]] {
        var lists = [NearestList](repeating: NearestList(limit: limit), count: questions)
        vectors.withUnsafeBufferPointer { vectors in
            queries.withUnsafeBufferPointer { queries in
                guard let start = vectors.baseAddress, let asked = queries.baseAddress else { return }
                for at in range {
                    let row = rows?[at] ?? at
                    for question in 0..<questions {
                        let score = ck_dot(asked + question * dimension, start + row * dimension, dimension)
                        if score >= lists[question].bar { lists[question].offer(Neighbor(row: row, score: score)) }
                    }
                }
            }
        }
        return lists.map(\.sorted)
    }
}

/// Exact indexes, for tests and for those who would rather wait than miss.
public struct ExactIndexing: NeighborIndexing {
    public init() {}
    public var kind: String { "exact" }

    public func build(_ vectors: [Float], dimension: Int) throws(NeighborError) -> any FrozenIndex {
        try ExactIndex(vectors, dimension: dimension)
    }

    public func open(_ path: String) throws(NeighborError) -> any FrozenIndex { try ExactIndex(contentsOf: path) }
}
