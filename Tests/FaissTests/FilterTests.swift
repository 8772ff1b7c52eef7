import Faiss
import Neighbors
import Testing

/// Whatever a filter leaves, as many as are wanted are found as long as there are so many, and nearly all the right ones.
@Suite struct FilterTests {
    private static let recall = 0.98
    private static let shares = [0.9999, 0.95, 0.5, 0.1, 0.01, 0.001, 0.0001]

    private func hold(_ kind: IndexPlan.Kind, _ filter: RowFilter, limit: Int) throws {
        let index = try Clusters.index(kind)
        let right = try Clusters.exact.get().search(Clusters.queries, limit: limit, among: filter)
        let found = try index.search(Clusters.queries, limit: limit, among: filter)
        #expect(found.allSatisfy { $0.allSatisfy { filter.contains($0.row) } })
        #expect(found.map(\.count) == right.map(\.count))
        #expect(Clusters.recall(found, right) >= Self.recall)
    }

    @Test(arguments: Clusters.kinds, Self.shares)
    func filtersByChanceAreAnswered(kind: IndexPlan.Kind, share: Double) throws {
        var state: UInt64 = 3
        let filter = RowFilter(
            count: Clusters.count,
            rows: (0..<Clusters.count).filter { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 11) / Double(1 << 53) < share
            })
        try hold(kind, filter, limit: 10)
    }

    @Test(arguments: Clusters.kinds, Self.shares)
    func filtersOfWhatLiesTogetherAreAnswered(kind: IndexPlan.Kind, share: Double) throws {
        // Those nearest to one row: most questions come from elsewhere.
        let nearest = try Clusters.exact.get().search(
            Array(Clusters.vectors.prefix(Clusters.dimension)), limit: max(1, Int(share * Double(Clusters.count))))
        try hold(kind, RowFilter(count: Clusters.count, rows: nearest[0].map(\.row)), limit: 10)
        let others = RowFilter(
            count: Clusters.count, rows: Set(0..<Clusters.count).subtracting(nearest[0].map(\.row)))
        try hold(kind, others, limit: 10)
    }

    @Test(arguments: Clusters.kinds)
    func aFilterThatHoldsNothingFindsNothing(kind: IndexPlan.Kind) throws {
        let nothing = RowFilter(count: Clusters.count)
        let found = try Clusters.index(kind).search(Clusters.queries, limit: 10, among: nothing)
        #expect(found.count == 100 && found.allSatisfy(\.isEmpty))
    }

    @Test(arguments: Clusters.kinds)
    func longPagesAreFilled(kind: IndexPlan.Kind) throws {
        try hold(kind, .all(Clusters.count), limit: 1000)
        try hold(kind, RowFilter(count: Clusters.count, rows: stride(from: 0, to: Clusters.count, by: 3)), limit: 1000)
    }

    @Test func howQuestionsWereAnsweredIsCounted() throws {
        let index = try Clusters.settings(.graphOfBytes).build(Clusters.vectors, dimension: Clusters.dimension)
        _ = try index.search(Clusters.queries, limit: 10)
        _ = try index.search(Clusters.queries, limit: 10, among: RowFilter(count: Clusters.count, rows: [3, 4, 5]))
        #expect(index.counts == SearchCounts(direct: 100, narrow: 100, fallbacks: 0))
    }
}
