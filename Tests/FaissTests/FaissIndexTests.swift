import Faiss
import Foundation
import Neighbors
import TestSupport
import Testing

/// 25,000 unit vectors about 300 centres, as embeddings lie: the graph's usual ground.
private enum Clusters {
    static let dimension = 32
    static let vectors = make(25_000, seed: 1)
    static let queries = make(100, seed: 77)

    static func make(_ count: Int, seed: UInt64) -> [Float] {
        var state = seed
        func next() -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 40) & 0xFFFF) / 32_768 - 1
        }
        var centreState: UInt64 = 5
        let centres = (0..<(300 * dimension)).map { _ -> Float in
            centreState = centreState &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(centreState >> 40) & 0xFFFF) / 32_768 - 1
        }
        return (0..<count).flatMap { _ -> [Float] in
            let centre = Int(abs(next()) * 299)
            let row = (0..<dimension).map { centres[centre * dimension + $0] + 0.6 * next() }
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return row.map { $0 / length }
        }
    }
}

@Suite(.serialized) struct FaissIndexTests {
    /// The least share of the exact ten that the graph must find.
    private static let recall = 0.95

    private static let exact = Result { try ExactIndex(Clusters.vectors, dimension: Clusters.dimension) }
    private static let graph = Result { () throws -> FaissIndex in
        var builder = FaissBuilder(dimension: Clusters.dimension)
        try builder.add(Clusters.vectors)
        return try builder.finish()
    }

    private static func agreement(_ found: [[Neighbor]], _ right: [[Neighbor]]) -> Double {
        let hits = zip(found, right).reduce(0) { $0 + Set($1.0.map(\.row)).intersection($1.1.map(\.row)).count }
        return Double(hits) / Double(right.reduce(0) { $0 + $1.count })
    }

    @Test func theGraphFindsWhatTheExactIndexFindsAlsoAfterItWasSaved() throws {
        let right = try Self.exact.get().search(Clusters.queries, limit: 10)
        let graph = try Self.graph.get()
        let found = try graph.search(Clusters.queries, limit: 10)
        #expect(Self.agreement(found, right) >= Self.recall)
        let folder = try ScratchFolder()
        try graph.write(to: folder.path("graph"))
        let again = try FaissIndexing().open(folder.path("graph"))
        #expect(try again.search(Clusters.queries, limit: 10) == found)
        #expect(again.vector(24_999) == graph.vector(24_999))
    }

    @Test func aSmallIndexIsExact() throws {
        let few = Array(Clusters.vectors.prefix(500 * Clusters.dimension))
        let index = try FaissIndexing().build(few, dimension: Clusters.dimension)
        let right = try ExactIndex(few, dimension: Clusters.dimension).search(Clusters.queries, limit: 10)
        let found = try index.search(Clusters.queries, limit: 10)
        for (seen, wanted) in zip(found, right) {
            for (one, other) in zip(seen, wanted) { #expect(abs(one.score - other.score) < 1e-5) }
        }
    }

    @Test(arguments: [2, 100, 10_000])
    func aFilterIsObeyedHoweverNarrow(every: Int) throws {
        let count = Clusters.vectors.count / Clusters.dimension
        let filter = RowFilter(count: count, rows: stride(from: 0, to: count, by: every))
        let found = try Self.graph.get().search(Clusters.queries, limit: 10, among: filter)
        let right = try Self.exact.get().search(Clusters.queries, limit: 10, among: filter)
        #expect(found.allSatisfy { $0.allSatisfy { $0.row % every == 0 } })
        #expect(found.map(\.count) == right.map(\.count))
        #expect(Self.agreement(found, right) >= Self.recall)
    }

    @Test func aFilterThatHoldsNothingFindsNothing() throws {
        let graph = try Self.graph.get()
        let found = try graph.search(Clusters.queries, limit: 10, among: RowFilter(count: graph.count))
        #expect(found.count == 100 && found.allSatisfy(\.isEmpty))
    }

    @Test func moreIsAskedForThanThereIsAndOfNothing() throws {
        let three = try FaissIndexing().build([1, 0, 0, 1, 1, 1], dimension: 2)
        #expect(try three.search([1, 0], limit: 50)[0].map(\.row) == [0, 2, 1])
        let none = try FaissIndexing().build([], dimension: 2)
        #expect(try none.search([1, 0], limit: 5) == [[]])
        let folder = try ScratchFolder()
        try none.write(to: folder.path("none"))
        #expect(try FaissIndexing().open(folder.path("none")).count == 0)
    }

    @Test func whatIsNoVectorIsRefused() throws {
        #expect(throws: NeighborError.noNumber(row: 1)) { try FaissIndexing().build([1, 0, .nan, 0], dimension: 2) }
        #expect(throws: NeighborError.wrongDimension(found: 3, expected: 2)) {
            try FaissIndexing().build([1, 0, 1], dimension: 2)
        }
        let index = try FaissIndexing().build([1, 0], dimension: 2)
        #expect(throws: NeighborError.self) { try index.search([1, 0, 0], limit: 1) }
    }

    @Test func aBrokenFileIsNeverAnIndex() throws {
        let folder = try ScratchFolder()
        let path = folder.path("index")
        try FaissIndexing().build(Array(Clusters.vectors.prefix(640)), dimension: Clusters.dimension).write(to: path)
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for cut in [0, 20, 40, 41, whole.count / 2, whole.count - 1] {
            #expect(throws: NeighborError.self) { try FaissIndexing().open(folder.write(whole.prefix(cut), to: "cut")) }
        }
        for at in Array(0..<60) + Array(stride(from: 60, to: whole.count, by: 97)) {
            var flipped = whole
            flipped[at] ^= 0x10
            #expect(throws: NeighborError.self) { try FaissIndexing().open(folder.write(flipped, to: "flipped")) }
        }
    }

    @Test func manyMayAskAtOnce() async throws {
        let graph = try Self.graph.get()
        let right = try graph.search(Clusters.queries, limit: 10)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { try graph.search(Clusters.queries, limit: 10) == right } }
            for try await same in group { #expect(same) }
        }
    }
}
