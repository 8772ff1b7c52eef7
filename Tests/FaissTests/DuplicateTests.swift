import Faiss
import Neighbors
import TestSupport
import Testing

/// Listings that are copied have vectors that are copied.
@Suite struct DuplicateTests {
    private static let dimension = Clusters.dimension
    private static let some = Array(Clusters.vectors.prefix(10_000 * dimension))
    private static let one = Array(Clusters.vectors[(20_000 * dimension)..<(20_001 * dimension)])

    /// 10,000 rows, one row 20,000 times, 10,000 rows with another hundred times each in between.
    private static let vectors =
        some + (0..<20_000).flatMap { _ in one }
        + (0..<10_000).flatMap { row in
            let at = (row % 5 == 0 ? row / 100 * 100 : row) * dimension
            return some[at..<(at + dimension)]
        }

    @Test(arguments: Clusters.kinds)
    func twentyThousandTimesTheSameIsBuiltQuicklyAndFound(kind: IndexPlan.Kind) throws {
        let settings = Clusters.settings(kind)
        let clock = ContinuousClock()
        let start = clock.now
        let built = try settings.build(Self.vectors, dimension: Self.dimension)
        #expect(clock.now - start < .seconds(60))
        let exact = try ExactIndex(Self.vectors, dimension: Self.dimension)
        let folder = try ScratchFolder()
        try built.write(to: folder.path("index"))
        let more = try settings.extend(settings.open(folder.path("index")), with: Self.one + Self.one + Self.some)
        let longer = try ExactIndex(Self.vectors + Self.one + Self.one + Self.some, dimension: Self.dimension)
        let queries = Self.one + Clusters.queries + Self.some.prefix(10 * Self.dimension)
        for (index, exact) in [(built, exact), (more, longer)] {
            for limit in [10, 300] {
                let right = try exact.search(queries, limit: limit)
                let found = try index.search(queries, limit: limit)
                #expect(found.map(\.count) == right.map(\.count))
                #expect(Clusters.recall(found, right) >= 0.98)
            }
            // Of those that are the same the first come first, and a filter sees each for itself.
            #expect(try index.search(Self.one, limit: 5)[0].map(\.row) == Array(10_000..<10_005))
            let filter = RowFilter(count: index.count, rows: [3, 29_998, 29_999, 35_000])
            #expect(try index.search(Self.one, limit: 2, among: filter)[0].map(\.row) == [29_998, 29_999])
        }
    }

    @Test(arguments: Clusters.kinds)
    func rowsThatAreAllTheSameOrAllZeroAreAnIndex(kind: IndexPlan.Kind) throws {
        for row in [Self.one, [Float](repeating: 0, count: Self.dimension)] {
            let rows = (0..<30_000).flatMap { _ in row }
            let index = try Clusters.settings(kind).build(rows, dimension: Self.dimension)
            #expect(try index.search(Self.one, limit: 3)[0].map(\.row) == [0, 1, 2])
        }
    }

    @Test(arguments: Clusters.kinds)
    func rowsThatDifferByLessThanAByteCanTellAreFound(kind: IndexPlan.Kind) throws {
        let near = (0..<5000).flatMap { row in
            Self.one.enumerated().map { $1 + ($0 == row % 32 ? Float(row) * 1e-8 : 0) }
        }
        let vectors = Self.some + near
        let index = try Clusters.settings(kind).build(vectors, dimension: Self.dimension)
        let right = try ExactIndex(vectors, dimension: Self.dimension).search(Clusters.queries, limit: 10)
        // As near as any of them can be told apart.
        #expect(try Clusters.recall(index.search(Clusters.queries, limit: 10), right, tolerance: 1e-4) >= 0.98)
        let found = try index.search(Self.one, limit: 10)[0]
        #expect(found.allSatisfy { $0.row >= 10_000 })
    }
}
