import CKernels
import Dispatch
import Glibc
import Synchronization

/// An index that looks at every row: always right, and as quick as memory can be read.
public struct ExactIndex: FrozenIndex {
    public let dimension: Int
    public let count: Int
    let rows: Rows

    /// Where the rows (count, dimension) lie.
    enum Rows {
        case held([Float])
        /// The first section of a file, read from disk when it is looked at.
        case mapped(IndexFile)

        func withPointer<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
            switch self {
            case .held(let vectors): vectors.withUnsafeBufferPointer(body)
            case .mapped(let file): body(file.section(0).bindMemory(to: Float.self))
            }
        }
    }

    /// What a thread is woken for, in numbers multiplied: less of them takes no longer than the waking.
    private static let grain = 1 << 19
    private static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// - Parameter vectors: (n, dimension), of finite numbers.
    public init(_ vectors: [Float], dimension: Int) throws(NeighborError) {
        precondition(dimension > 0, "a vector has at least one number")
        guard vectors.count.isMultiple(of: dimension) else {
            throw .wrongDimension(found: vectors.count, expected: dimension)
        }
        try self.init(.held(vectors), count: vectors.count / dimension, dimension: dimension)
    }

    init(_ rows: Rows, count: Int, dimension: Int) throws(NeighborError) {
        if let row = Self.firstWithoutNumber(rows, dimension) { throw .noNumber(row: row) }
        (self.rows, self.count, self.dimension) = (rows, count, dimension)
    }

    public func vector(_ row: Int) -> [Float] {
        rows.withPointer { Array($0[(row * dimension)..<((row + 1) * dimension)]) }
    }

    public func innerProduct(with vector: [Float], _ row: Int) -> Float {
        rows.withPointer {
            Neighbors.innerProduct(
                vector, UnsafeBufferPointer(rebasing: $0[(row * dimension)..<((row + 1) * dimension)]))
        }
    }

    /// Every vector (count, dimension).
    public var all: [Float] { rows.withPointer { Array($0) } }

    /// What a row scores is the same wherever it lies, to the bit: equal rows come in their order. A question among many is
    /// summed up in another order than one alone, so its scores may differ by a rounding.
    public func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]] {
        try check(queries, among: filter)
        let questions = queries.count / dimension
        let looked = filter?.size ?? count
        let limit = min(limit, looked)
        guard limit > 0, questions > 0 else { return [[Neighbor]](repeating: [], count: questions) }
        let asked = AskedRows(queries, dimension: dimension, limit: limit)
        // More slices than cores even out what other work the cores have; each fills lists of its own, which cost the more
        // the more questions there are.
        let most = questions == 1 ? 4 * Self.cores : 2 * Self.cores
        let slices = max(1, min(most, looked * dimension * questions / Self.grain))
        let bounds = filter?.bounds(of: slices) ?? (0...slices).map { count * $0 / slices }
        let parts = Mutex([[[Neighbor]]](repeating: [], count: slices))
        rows.withPointer { vectors in
            guard let start = vectors.baseAddress else { return }
            // Read alone, and this call outlives whoever reads.
            nonisolated(unsafe) let rows = start
            @Sendable func look(_ slice: Int) {
                let found = asked.nearest(of: rows, bounds[slice]..<bounds[slice + 1], among: filter)
                parts.withLock { $0[slice] = found }
            }
            if slices == 1 { look(0) } else { DispatchQueue.concurrentPerform(iterations: slices, execute: look) }
        }
        let found = parts.withLock { $0 }
        if slices == 1 { return found[0] }
        return (0..<questions).map { question in
            var best = NearestList(limit: limit)
            for part in found { part[question].forEach { best.offer($0) } }
            return best.sorted
        }
    }

    /// A finite number times zero is zero, and no other is.
    private static func firstWithoutNumber(_ rows: Rows, _ dimension: Int) -> Int? {
        let (zeros, tile) = ([Float](repeating: 0, count: dimension), 1024)
        var scores = [Float](repeating: 0, count: tile)
        return rows.withPointer { vectors -> Int? in
            guard let start = vectors.baseAddress else { return nil }
            let count = vectors.count / dimension
            for first in stride(from: 0, to: count, by: tile) {
                let rows = min(tile, count - first)
                ck_scan(zeros, start + first * dimension, nil, &scores, rows, dimension)
                if let at = scores.prefix(rows).firstIndex(where: { $0 != 0 }) { return first + at }
            }
            return nil
        }
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
