import Faiss
import Foundation
import Neighbors
import TestSupport
import Testing

@Suite(.serialized) struct FaissIndexTests {
    /// The least share of the exact ten that must be found.
    private static let recall = 0.98

    @Test(arguments: Clusters.kinds)
    func whatTheExactIndexFindsIsFoundAlsoAfterSaving(kind: IndexPlan.Kind) throws {
        let right = try Clusters.exact.get().search(Clusters.queries, limit: 10)
        let index = try Clusters.index(kind)
        let found = try index.search(Clusters.queries, limit: 10)
        #expect(Clusters.recall(found, right) >= Self.recall)
        let folder = try ScratchFolder()
        try index.write(to: folder.path("index"))
        let again = try FaissIndexing().open(folder.path("index"))
        #expect(try again.search(Clusters.queries, limit: 10) == found)
        #expect(again.vector(24_999) == index.vector(24_999))
        #expect(again.summary.kind == kind.rawValue && again.summary.reason == "it was asked for")
        #expect(again.summary.mappedBytes > again.summary.residentBytes && index.summary.mappedBytes == 0)
    }

    /// All of it is looked at when it is opened, to hold its checksum.
    @Test func anOpenedIndexHoldsOnlyWhatIsLookedAt() throws {
        let folder = try ScratchFolder()
        let path = folder.path("index")
        try Clusters.index(.graphOfBytes).write(to: path)
        let index = try FaissIndexing().open(path)
        func resident() throws -> Int {
            // Its size is said to be zero: it is read to its end.
            let file = try #require(FileHandle(forReadingAtPath: "/proc/self/smaps"))
            let maps = try #require(try file.readToEnd())
            let lines = String(decoding: maps, as: UTF8.self).split(separator: "\n")
            let at = try #require(lines.firstIndex { $0.hasSuffix(path) })
            let line = try #require(lines[at...].first { $0.hasPrefix("Rss:") })
            return try #require(Int(line.filter(\.isNumber))) << 10
        }
        let before = try resident()
        #expect(before < index.summary.mappedBytes / 8)
        _ = try index.search(Clusters.queries, limit: 10)
        #expect(try resident() > before)
    }

    @Test(arguments: Clusters.kinds)
    func scoresAreTheExactOnesAndComeInOrder(kind: IndexPlan.Kind) throws {
        let index = try Clusters.index(kind)
        for (question, found) in try index.search(Clusters.queries, limit: 30).enumerated() {
            let query = Array(Clusters.queries[(question * 32)..<(question * 32 + 32)])
            #expect(found.count == 30 && found == found.sorted { $0.precedes($1) })
            for one in found { #expect(abs(one.score - innerProduct(query, index.vector(one.row))) < 1e-6) }
        }
    }

    @Test func aSmallIndexIsExact() throws {
        let few = Array(Clusters.vectors.prefix(500 * Clusters.dimension))
        let index = try FaissIndexing().build(few, dimension: Clusters.dimension)
        let right = try ExactIndex(few, dimension: Clusters.dimension).search(Clusters.queries, limit: 10)
        #expect(try index.search(Clusters.queries, limit: 10) == right)
        #expect(index.summary.kind == "exact")
    }

    @Test(arguments: Clusters.kinds)
    func aFewRowsAreFoundByEveryKind(kind: IndexPlan.Kind) throws {
        for rows in [1, 2, 5, 70] {
            let few = Array(Clusters.vectors.prefix(rows * Clusters.dimension))
            let index = try Clusters.settings(kind).build(few, dimension: Clusters.dimension)
            let right = try ExactIndex(few, dimension: Clusters.dimension).search(Clusters.queries, limit: 100)
            let found = try index.search(Clusters.queries, limit: 100)
            #expect(found.map { $0.map(\.row) } == right.map { $0.map(\.row) })
        }
    }

    @Test func moreIsAskedForThanThereIsAndOfNothing() throws {
        let three = try FaissIndexing().build([1, 0, 0, 1, 1, 1], dimension: 2)
        #expect(try three.search([1, 0], limit: 50)[0].map(\.row) == [0, 2, 1])
        let none = try FaissIndexing().build([], dimension: 2)
        #expect(try none.search([1, 0], limit: 5) == [[]])
        let folder = try ScratchFolder()
        try none.write(to: folder.path("none"))
        #expect(try FaissIndexing().open(folder.path("none")).count == 0)
        #expect(try Clusters.index(.graphOfBytes).search(Clusters.queries, limit: 0).allSatisfy(\.isEmpty))
    }

    @Test func whatIsNoVectorIsRefused() throws {
        #expect(throws: NeighborError.noNumber(row: 1)) { try FaissIndexing().build([1, 0, .nan, 0], dimension: 2) }
        #expect(throws: NeighborError.wrongDimension(found: 3, expected: 2)) {
            try FaissIndexing().build([1, 0, 1], dimension: 2)
        }
        let index = try Clusters.settings(.graph).build([1, 0], dimension: 2)
        #expect(throws: NeighborError.self) { try index.search([1, 0, 0], limit: 1) }
        #expect(throws: NeighborError.noNumber(row: 0)) { try FaissIndexing().extend(index, with: [.infinity, 0]) }
        #expect(throws: NeighborError.wrongDimension(found: 1, expected: 2)) {
            try FaissIndexing().extend(index, with: [1])
        }
    }

    @Test func manyMayAskAtOnce() async throws {
        let graph = try Clusters.index(.graphOfBytes)
        let right = try graph.search(Clusters.queries, limit: 10)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try graph.search(Clusters.queries, limit: 10) == right } }
            for try await same in group { #expect(same) }
        }
    }

    @Test(arguments: Clusters.kinds)
    func aBuildWhoseTaskIsCancelledEnds(kind: IndexPlan.Kind) async throws {
        let vectors = Clusters.vectors
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            var settings = Clusters.settings(kind)
            settings.threads = 1
            return try settings.build(vectors + vectors.map { $0 * 0.5 }, dimension: 32).count
        }
        task.cancel()
        await #expect(throws: NeighborError.cancelled) { try await task.value }
    }
}
