import Neighbors
import Testing

@testable import Retrieval

/// Held against a search that finds the more the deeper it looks, and orders by what it found.
@Suite struct RankingTests {
    /// 5,000 rows by score; one that looks no deeper than `depth` misses every seventh of the first rows.
    private static func search(_ depth: Int) -> [Neighbor] {
        (0..<5000).filter { row in depth > 1000 || row % 7 != 3 }.prefix(depth)
            .map { Neighbor(row: $0, score: 1 - Float($0) / 5000) }
    }

    @Test(arguments: [1, 10, 20, 48, 200]) func pagesUpToAThousandNeitherRepeatNorSkip(limit: Int) {
        let first = Self.search(limit + 16)
        var seen: [Int] = []
        for offset in stride(from: 0, through: 1000, by: limit) {
            let ranking = Ranking(needed: offset + limit, first: first, deep: Self.search)
            seen += ranking.rows.dropFirst(offset).prefix(limit).map(\.row)
        }
        #expect(Set(seen).count == seen.count)
        // Whatever the first page missed is behind it: nothing of the thousand best is left out.
        #expect(Set(0..<900).isSubset(of: seen))
    }

    @Test func pagesBehindAThousandFollowTheSameOrder() {
        let first = Self.search(36)
        let near = Ranking(needed: 900, first: first, deep: Self.search).rows
        let far = Ranking(needed: 3000, first: first, deep: Self.search).rows
        #expect(Array(far.prefix(near.count)) == near)
        #expect(Set(far.map(\.row)).count == far.count && far.count == 5000)
    }

    @Test func whatIsHiddenIsOnNoPageAndLeavesNoHole() {
        let first = Self.search(616)
        let hidden = Set((0..<600).filter { $0 % 7 != 3 && $0 % 4 != 0 })
        let shown = first.filter { !hidden.contains($0.row) }
        var seen: [Int] = []
        for offset in stride(from: 0, through: 1000, by: 20) {
            let ranking = Ranking(needed: offset + 20, first: shown, hidden: hidden, deep: Self.search)
            seen += ranking.rows.dropFirst(offset).prefix(20).map(\.row)
        }
        #expect(seen.count == 1020 && Set(seen).count == 1020)
        #expect(hidden.isDisjoint(with: seen) && Set(0..<900).subtracting(hidden).isSubset(of: seen))
    }

    @Test func aListThatIsShorterThanThePageEnds() {
        let few = Array(Self.search(20).prefix(5))
        #expect(Ranking(needed: 10, first: few) { _ in few }.rows == few)
    }
}
