import Testing

@testable import Neighbors

/// Held against an exact index of what is there at a moment.
struct LivingIndexTests {
    private static let dimension = 8

    private static func drawn(_ count: Int, _ seed: UInt64) -> [Float] {
        var state = seed
        return (0..<(count * dimension)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 33)) / Float(Int32.max)
        }
    }

    /// What a living index should hold: row to vector, and when each came and went.
    private struct Truth {
        var rows: [Int: (vector: [Float], born: UInt64, died: UInt64)] = [:]

        func nearest(_ query: [Float], _ limit: Int, _ filter: RowFilter?, _ moment: UInt64) -> [Neighbor] {
            rows.filter { row, life in
                life.born <= moment && moment < life.died && filter.map { row < $0.count && $0.contains(row) } ?? true
            }.map { Neighbor(row: $0.key, score: innerProduct(query, $0.value.vector)) }
                .sorted { $0.precedes($1) }.prefix(limit).map { $0 }
        }
    }

    @Test func everyMomentSeesWhatWasThereThen() throws {
        let frozen = Self.drawn(700, 1)
        let living = LivingIndex(try ExactIndex(frozen, dimension: Self.dimension))
        var truth = Truth()
        for row in 0..<700 { truth.rows[row] = (Array(frozen[(row * 8)..<(row * 8 + 8)]), 0, .max) }
        let new = Self.drawn(1300, 2)
        var next = 700
        for moment in 1...UInt64(130) {
            let rows = Array(next..<(next + 10))
            let gone = [(Int(moment) * 37) % next, (Int(moment) * 101) % next]
            let vectors = Array(new[((next - 700) * 8)..<((next - 700 + 10) * 8)])
            try living.upsert(vectors, at: rows, replacing: gone, Moment(moment))
            for (at, row) in rows.enumerated() {
                truth.rows[row] = (Array(vectors[(at * 8)..<(at * 8 + 8)]), moment, .max)
            }
            for row in gone where truth.rows[row]?.died == .max { truth.rows[row]?.died = moment }
            next += 10
        }
        let query = Self.drawn(1, 3)
        for moment in [UInt64(0), 1, 64, 129, 130, 1000] {
            for filter in [nil, RowFilter(count: 1000, rows: stride(from: 0, to: 1000, by: 3))] {
                let found = try living.search(query, limit: 25, among: filter, at: Moment(moment))[0]
                let right = truth.nearest(query, 25, filter, moment)
                #expect(found.map(\.row) == right.map(\.row), "at moment \(moment)")
            }
        }
    }

    @Test func aDeletedRowDoesNotComeBackAndItsVectorIsStillKnown() throws {
        let living = LivingIndex(try ExactIndex(Self.drawn(3, 1), dimension: Self.dimension))
        try living.upsert(Self.drawn(1, 5), at: [3], replacing: [], Moment(1))
        living.delete([3, 0, 99], Moment(2))
        living.delete([0], Moment(3))
        let found = try living.search(Self.drawn(1, 6), limit: 9, among: nil, at: Moment(9))[0]
        #expect(Set(found.map(\.row)) == [1, 2])
        #expect(living.vector(3) == Self.drawn(1, 5))
        #expect(living.vector(4) == nil)
    }

    @Test func whatCannotBeWrittenIsRefusedAndNothingIsIn() throws {
        let living = LivingIndex(try ExactIndex([], dimension: Self.dimension))
        #expect(throws: NeighborError.wrongDimension(found: 7, expected: 8)) {
            try living.upsert([Float](repeating: 1, count: 7), at: [0], replacing: [], Moment(1))
        }
        #expect(throws: NeighborError.noNumber(row: 0)) {
            try living.upsert([Float](repeating: .nan, count: 8), at: [0], replacing: [], Moment(1))
        }
        #expect(try living.search(Self.drawn(1, 1), limit: 5, among: nil, at: Moment(5))[0].isEmpty)
    }

    @Test func searchesAndWritesAtOnceSeeWholeWrites() async throws {
        let living = LivingIndex(try ExactIndex(Self.drawn(64, 1), dimension: Self.dimension))
        let query = Self.drawn(1, 4)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for moment in 1...UInt64(2000) {
                    let row = 63 + Int(moment)
                    try living.upsert(Self.drawn(1, moment), at: [row], replacing: [row - 64], Moment(moment))
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<400 {
                        // One came for each that went: 64 are there at every moment.
                        let moment = Moment(UInt64.random(in: 0...40))
                        let found = try living.search(query, limit: 200, among: nil, at: moment)[0]
                        #expect(found.count == 64)
                    }
                }
            }
            try await group.waitForAll()
        }
        for moment in [UInt64(0), 40, 2000] {
            #expect(try living.search(query, limit: 200, among: nil, at: Moment(moment))[0].count == 64)
        }
    }
}
