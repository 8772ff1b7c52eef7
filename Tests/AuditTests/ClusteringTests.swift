import Catalog
import DemoCatalog
import Measures
import Records
import Testing

@testable import Audit

/// Clusters of rows alone, with confidences given by hand.
struct ClusteringTests {
    private let settings = AuditSettings(threshold: 0.8)
    private let none = Rulings([], rows: [:], relation: .duplicate)

    private func clusters(
        _ count: Int, rulings: Rulings? = nil, counting: (() -> Void)? = nil, _ score: @escaping (Int, Int) -> Double
    ) -> [JoinedRows] {
        let pairs = (0..<count).flatMap { a in
            ((a + 1)..<max(a + 1, count)).map {
                ScoredPair(pair: RowPair(a, $0), confidence: score(a, $0))
            }
        }.filter { $0.confidence >= settings.floor }
        var clustering = Clustering(pairs, rulings: rulings ?? none, settings: settings) {
            counting?()
            return score(Int($0.a), Int($0.b))
        }
        return clustering.clusters(pairs, allowed: { _ in true }, progress: { _ in })
    }

    @Test func aChainOfWeakLinksIsCut() {
        // Each is sure of the next alone.
        let found = clusters(30) { abs($0 - $1) == 1 ? 0.9 : 0.1 }
        #expect(found.count == 15 && found.allSatisfy { $0.rows.count == 2 })
    }

    @Test func aBridgeBetweenTwoClustersJoinsThemNotAndIsExplained() {
        // Row 8 is like row 7, and the two sides are unlike else.
        let found = clusters(16) { a, b in (a < 8) == (b < 8) ? 0.95 : (a, b) == (7, 8) ? 0.9 : 0.05 }
        #expect(found.map(\.rows) == [Array(0..<8), Array(8..<16)])
        let told = found.flatMap(\.separations)
        #expect(told.map { [$0.row, $0.outside] } == [[7, 8], [8, 7]])
        #expect(told.allSatisfy { $0.weakest.confidence == 0.05 && $0.mean < 0.1 && !$0.isDecided })
    }

    @Test func aRowThatIsLikeOneMemberAloneIsLeftOut() {
        // Row 20 is surely like row 19, a late member of a large cluster, and unlike its core.
        let found = clusters(21) { a, b in b < 20 ? 0.95 : a == 19 ? 0.9 : 0.3 }
        #expect(found.map(\.rows) == [Array(0..<20)])
        #expect(found[0].separations.map(\.outside) == [20])
        #expect(found[0].separations[0].weakest.confidence == 0.3)
    }

    @Test func everyMemberIsCloseToTheCore() {
        // Sureness falls with the distance on a line, as of pictures that change by and by.
        func score(_ a: Int, _ b: Int) -> Double { max(0, 1 - 0.03 * Double(abs(a - b))) }
        let found = clusters(200, score)
        for cluster in found {
            for row in cluster.rows {
                let others = cluster.core.filter { $0 != row }
                let mean = others.reduce(0) { $0 + score(row, $1) } / Double(others.count)
                #expect(mean >= settings.threshold)
            }
        }
        #expect(found.reduce(0) { $0 + $1.rows.count } > 150)
        #expect(found.allSatisfy { $0.rows.count < 30 })
    }

    @Test func aThousandCopiesAreOneCluster() throws {
        // Pairs as a search gives them, each row with a few others; the rest is asked for.
        let pairs = (0..<1000).flatMap { a in
            ((a + 1)..<min(1000, a + 25)).map { ScoredPair(pair: RowPair(a, $0), confidence: 0.97) }
        }
        var asked = 0
        var clustering = Clustering(pairs, rulings: none, settings: settings) { _ in
            asked += 1
            return 0.96
        }
        let found = clustering.clusters(pairs, allowed: { _ in true }, progress: { _ in })
        #expect(found.map(\.rows) == [Array(0..<1000)])
        // All pairs would be half a million.
        #expect(asked < 40_000)
    }

    @Test func whatPeopleHeldApartIsToldSo() throws {
        let (a, b) = (try Shelf.name("a"), try Shelf.name("b"))
        let rulings = Rulings([PairDecision(a, b, .different)], rows: [a: 0, b: 3], relation: .duplicate)
        let found = clusters(4, rulings: rulings) { _, _ in 0.95 }
        #expect(found.map(\.rows.count) == [3])
        #expect(found[0].separations.count == 1 && found[0].separations[0].isDecided)
    }

    @Test func ofADrawnMarketplaceTheCopiesAreFoundAndClustersArePure() throws {
        let drawn = try DrawnCatalogue(seed: 5, styles: 160)
        let clusters = try DuplicateFinder(AuditSettings()).clusters(in: drawn.catalogue)
        let held = drawn.held(clusters)
        let agreement = PairPrecision(held)
        // Of each cluster the share of its largest true group, over all that were put together.
        let put = Dictionary(grouping: held.filter { $0.found.hasPrefix("#") }, by: \.found)
        let right = put.values.reduce(0) { sum, cluster in
            sum + (Dictionary(grouping: cluster, by: \.truth).values.map(\.count).max() ?? 0)
        }
        let purity = Double(right) / Double(max(1, put.values.reduce(0) { $0 + $1.count }))
        let figures =
            "pairs: precision \(agreement.precision), recall \(agreement.recall); B-cubed F1 \(agreement.bCubedF1); purity \(purity)"
        print(figures)
        #expect(agreement.bCubedF1 >= 0.95, "\(figures)")
        #expect(agreement.f1 >= 0.9, "\(figures)")
        #expect(purity >= 0.95, "\(figures)")
    }
}
