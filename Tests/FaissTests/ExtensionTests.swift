import Faiss
import Neighbors
import TestSupport
import Testing

@Suite struct ExtensionTests {
    private static let recall = 0.98
    private static let dimension = Clusters.dimension
    private static let half = Array(Clusters.vectors.prefix(15_000 * dimension))
    private static let rest = Array(Clusters.vectors.dropFirst(15_000 * dimension))

    @Test(arguments: Clusters.kinds)
    func anExtendedIndexFindsTheOldAndTheNewAlsoAfterSaving(kind: IndexPlan.Kind) throws {
        let settings = Clusters.settings(kind)
        let folder = try ScratchFolder()
        try settings.build(Self.half, dimension: Self.dimension).write(to: folder.path("half"))
        let old = try settings.open(folder.path("half"))
        let before = try old.search(Clusters.queries, limit: 10)
        let index = try settings.extend(old, with: Self.rest)
        #expect(index.count == Clusters.count && index.vector(20_000) == Array(Clusters.vectors[640_000..<640_032]))
        let right = try Clusters.exact.get().search(Clusters.queries, limit: 10)
        let found = try index.search(Clusters.queries, limit: 10)
        #expect(Clusters.recall(found, right) >= Self.recall)
        try index.write(to: folder.path("whole"))
        #expect(try settings.open(folder.path("whole")).search(Clusters.queries, limit: 10) == found)
        // The old one is as it was.
        #expect(try old.search(Clusters.queries, limit: 10) == before)
    }

    @Test func oneThatGrowsBeyondItsKindIsBuiltAnew() throws {
        let small = try FaissIndexing().build(Self.half, dimension: Self.dimension)
        #expect(small.summary.kind == "exact")
        let large = try FaissIndexing().limited(toThreads: 1).extend(small, with: Self.rest)
        #expect(large.summary.kind == "graph of bytes" && large.count == Clusters.count)
        let few = try FaissIndexing().extend(small, with: Array(Self.rest.prefix(320)))
        #expect(few.summary.kind == "exact" && few.count == 15_010)
        #expect(few.vector(15_009) == Array(Self.rest[288..<320]))
    }

    @Test(arguments: Clusters.kinds)
    func manyStepsAreAsGoodAsOne(kind: IndexPlan.Kind) throws {
        let settings = Clusters.settings(kind)
        var index = try settings.build(Array(Self.half.prefix(2000 * Self.dimension)), dimension: Self.dimension)
        for step in 1..<5 {
            let more = Self.half[(step * 2000 * Self.dimension)..<((step + 1) * 2000 * Self.dimension)]
            index = try settings.extend(index, with: Array(more))
        }
        let right = try ExactIndex(Array(Self.half.prefix(10_000 * Self.dimension)), dimension: Self.dimension)
            .search(Clusters.queries, limit: 10)
        #expect(try Clusters.recall(index.search(Clusters.queries, limit: 10), right) >= Self.recall)
    }

    @Test func anExactIndexIsExtendedByWriting() throws {
        let exact = try ExactIndexing().extend(ExactIndex([1, 0], dimension: 2), with: [0, 1])
        #expect(exact.vector(1) == [0, 1] && exact.vector(0) == [1, 0])
    }
}
