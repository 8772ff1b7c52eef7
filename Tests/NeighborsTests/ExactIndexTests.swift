import Foundation
import Neighbors
import TestSupport
import Testing

/// Points that are the same in every run.
private func points(_ count: Int, _ dimension: Int, seed: UInt64 = 1) -> [Float] {
    var state = seed
    return (0..<(count * dimension)).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(Int(state >> 40) & 0xFFFF) / 32_768 - 1
    }
}

@Suite struct ExactIndexTests {
    /// Sums in another order round differently.
    private static let tolerance: Float = 1e-4

    private static func byHand(_ vectors: [Float], _ query: ArraySlice<Float>, _ dimension: Int) -> [(Int, Float)] {
        (0..<(vectors.count / dimension)).map { row in
            (row, zip(vectors[(row * dimension)..<((row + 1) * dimension)], query).reduce(0) { $0 + $1.0 * $1.1 })
        }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    @Test(arguments: [(1, 3, 1), (50, 7, 5), (3000, 33, 20)])
    func theNearestAreFoundAsByHand(count: Int, dimension: Int, limit: Int) throws {
        let vectors = points(count, dimension)
        let index = try ExactIndex(vectors, dimension: dimension)
        let queries = points(4, dimension, seed: 9)
        let found = try index.search(queries, limit: limit)
        for question in 0..<4 {
            let wanted = Self.byHand(vectors, queries[(question * dimension)..<((question + 1) * dimension)], dimension)
            #expect(found[question].count == min(limit, count))
            for (seen, right) in zip(found[question], wanted) { #expect(abs(seen.score - right.1) < Self.tolerance) }
        }
    }

    @Test func equalScoresComeInTheOrderOfRows() throws {
        let index = try ExactIndex([Float](repeating: 1, count: 2000), dimension: 2)
        #expect(try index.search([1, 1], limit: 4)[0].map(\.row) == [0, 1, 2, 3])
    }

    @Test func aFilterHidesTheOthers() throws {
        let vectors = points(2000, 8)
        let index = try ExactIndex(vectors, dimension: 8)
        let odd = RowFilter(count: 2000, rows: stride(from: 1, to: 2000, by: 2))
        let found = try index.search(points(1, 8, seed: 4), limit: 10, among: odd)[0]
        let wanted = Self.byHand(vectors, points(1, 8, seed: 4)[...], 8).filter { $0.0 % 2 == 1 }.prefix(10)
        #expect(found.map(\.row) == wanted.map(\.0))
        #expect(try index.search(points(1, 8), limit: 10, among: RowFilter(count: 2000))[0].isEmpty)
    }

    @Test func moreIsAskedForThanThereIs() throws {
        let index = try ExactIndex(points(3, 4), dimension: 4)
        #expect(try index.search(points(1, 4), limit: 100)[0].count == 3)
        #expect(try index.search(points(1, 4), limit: 0)[0].isEmpty)
        #expect(try ExactIndex([], dimension: 4).search(points(2, 4), limit: 5) == [[], []])
    }

    @Test func whatIsNoVectorIsRefused() throws {
        #expect(throws: NeighborError.wrongDimension(found: 5, expected: 4)) {
            try ExactIndex(points(1, 5), dimension: 4)
        }
        #expect(throws: NeighborError.noNumber(row: 1)) { try ExactIndex([1, 2, .nan, 3], dimension: 2) }
        let index = try ExactIndex(points(3, 4), dimension: 4)
        #expect(throws: NeighborError.noNumber(row: 0)) { try index.search([1, 2, .infinity, 0], limit: 1) }
        #expect(throws: NeighborError.wrongDimension(found: 6, expected: 4)) {
            try index.search(points(1, 6), limit: 1)
        }
    }

    @Test func anIndexIsReadAsItWasWritten() throws {
        let folder = try ScratchFolder()
        let index = try ExactIndex(points(70, 5), dimension: 5)
        try index.write(to: folder.path("index"))
        let again = try ExactIndex(contentsOf: folder.path("index"))
        #expect(again.all == index.all)
        #expect(again.vector(69) == index.vector(69))
    }

    @Test func aBrokenFileIsNeverAnIndex() throws {
        let folder = try ScratchFolder()
        let path = folder.path("index")
        try ExactIndex(points(10, 5), dimension: 5).write(to: path)
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for cut in [0, 3, 39, 40, 41, whole.count - 1] {
            #expect(throws: NeighborError.self) {
                try ExactIndex(contentsOf: folder.write(whole.prefix(cut), to: "cut"))
            }
        }
        for at in Array(0..<40) + [40, 100, whole.count - 1] {
            var flipped = whole
            flipped[at] ^= 0x41
            #expect(throws: NeighborError.self) { try ExactIndex(contentsOf: folder.write(flipped, to: "flipped")) }
        }
        #expect(throws: NeighborError.self) { try ExactIndex(contentsOf: folder.path("none")) }
    }
}
