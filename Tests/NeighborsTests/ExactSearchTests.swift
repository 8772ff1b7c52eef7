import Neighbors
import TestSupport
import Testing

/// Exact search by its several ways: one question and many, on one thread and on all, with and without a filter.
@Suite struct ExactSearchTests {
    /// Sums in another order round differently.
    private static let tolerance: Float = 1e-4

    /// Numbers from -1 to 1 that are the same in every run; `levels` of them alone, so that scores are equal often.
    private static func points(_ count: Int, _ dimension: Int, seed: UInt64, levels: Int = 65_536) -> [Float] {
        var state = seed
        return (0..<(count * dimension)).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 40) % levels) * 2 / Float(levels) - 1
        }
    }

    /// Found by sorting all; sums of few levels are exact, so ties are too.
    private static func byHand(
        _ vectors: [Float], _ query: ArraySlice<Float>, _ limit: Int, _ filter: RowFilter?
    ) -> [Neighbor] {
        let dimension = query.count
        let rows = filter?.rows ?? Array(0..<(vectors.count / dimension))
        let all = rows.map { row in
            let pairs = zip(vectors[(row * dimension)..<((row + 1) * dimension)], query)
            let sum = pairs.reduce(Float(0)) { $0 + $1.0 * $1.1 }
            return Neighbor(row: row, score: sum)
        }
        return Array(all.sorted { $0.precedes($1) }.prefix(limit))
    }

    private static func filters(_ count: Int) -> [RowFilter?] {
        let third = RowFilter(count: count, rows: stride(from: 1, to: count, by: 3))
        return [nil, third, RowFilter(count: count, rows: [count / 2])]
    }

    /// Dimensions that fill vector registers and that do not; counts that do not divide by what is looked at together;
    /// questions one by one and by matrix, in panels that are full and not.
    @Test(arguments: [1, 3, 8, 16, 31, 100], [1, 7, 8, 16, 17, 33, 70])
    func equalScoresComeInTheOrderOfRowsByEveryWay(dimension: Int, questions: Int) throws {
        for count in [1, 5, 13, 1021, 2050] {
            let vectors = Self.points(count, dimension, seed: 3, levels: 4)
            let queries = Self.points(questions, dimension, seed: 8, levels: 4)
            let index = try ExactIndex(vectors, dimension: dimension)
            for filter in Self.filters(count) {
                let found = try index.search(queries, limit: 10, among: filter)
                for question in [0, questions - 1] {
                    let query = queries[(question * dimension)..<((question + 1) * dimension)]
                    #expect(found[question] == Self.byHand(vectors, query, 10, filter))
                }
            }
        }
    }

    /// As many rows as all cores share.
    @Test func manyQuestionsFindWhatEachAloneFinds() throws {
        let (count, dimension, questions) = (60_000, 48, 37)
        let index = try ExactIndex(Self.points(count, dimension, seed: 1), dimension: dimension)
        let queries = Self.points(questions, dimension, seed: 2)
        for filter in Self.filters(count) {
            let found = try index.search(queries, limit: 20, among: filter)
            #expect(try index.search(queries, limit: 20, among: filter) == found)
            for question in 0..<questions {
                let query = Array(queries[(question * dimension)..<((question + 1) * dimension)])
                let alone = try index.search(query, limit: 20, among: filter)[0]
                #expect(alone.map(\.row) == found[question].map(\.row))
                let apart = zip(alone, found[question]).map { abs($0.score - $1.score) }
                #expect(apart.allSatisfy { $0 < Self.tolerance })
            }
        }
    }

    @Test func rowsThatAreEqualAreAllFoundInTheirOrder() throws {
        let row = Self.points(1, 24, seed: 5)
        let index = try ExactIndex((0..<100_003).flatMap { _ in row }, dimension: 24)
        for questions in [1, 9] {
            let found = try index.search((0..<questions).flatMap { _ in row }, limit: 50)
            #expect(found.allSatisfy { $0.map(\.row) == Array(0..<50) && Set($0.map(\.score)).count == 1 })
        }
    }

    @Test func aLimitBeyondAllGivesAllThatPass() throws {
        let index = try ExactIndex(Self.points(30, 5, seed: 1), dimension: 5)
        let odd = RowFilter(count: 30, rows: stride(from: 1, to: 30, by: 2))
        for questions in [1, 20] {
            let queries = Self.points(questions, 5, seed: 2)
            #expect(try index.search(queries, limit: 1000).allSatisfy { Set($0.map(\.row)) == Set(0..<30) })
            let passing = try index.search(queries, limit: 1000, among: odd)
            #expect(passing.allSatisfy { $0.map(\.row).sorted() == odd.rows })
            #expect(try index.search(queries, limit: 0) == [[Neighbor]](repeating: [], count: questions))
        }
        #expect(try index.search([], limit: 3).isEmpty)
    }

    @Test func rowsOfAFileAreFoundWhereTheyLie() throws {
        let folder = try ScratchFolder()
        let index = try ExactIndex(Self.points(3000, 20, seed: 4), dimension: 20)
        try index.write(to: folder.path("index"))
        let mapped = try ExactIndex(contentsOf: folder.path("index"))
        // What was opened stays when another takes its name.
        try ExactIndex(Self.points(10, 20, seed: 6), dimension: 20).write(to: folder.path("index"))
        #expect(mapped.summary.mappedBytes > 3000 * 20 * 4 && index.summary.mappedBytes == 0)
        #expect(mapped.vector(2999) == index.vector(2999) && mapped.all == index.all)
        for questions in [1, 12] {
            let queries = Self.points(questions, 20, seed: 5)
            #expect(try mapped.search(queries, limit: 7) == index.search(queries, limit: 7))
        }
    }
}
