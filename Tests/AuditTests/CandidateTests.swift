import Catalog
import DemoCatalog
import Measures
import Records
import Testing

@testable import Audit

@Test func ofThePairsThatBruteForceFindsNinetyNineInAHundredAreFound() throws {
    let drawn = try DrawnCatalogue(seed: 3, styles: 120)
    for relation in AuditRelation.allCases {
        let settings = AuditSettings(relation: relation)
        let scorer = PairScorer(
            drawn.catalogue, model: .standard(for: relation), scale: try NearScale(of: drawn.catalogue))
        let rulings = Rulings([], [], rows: [:], relation: relation)
        let found = try PairSearch(scorer, settings, rulings).found(journal: nil) { _ in }
        let sure = Set(found.pairs.filter { $0.confidence >= settings.threshold }.map(\.pair))
        let rows = drawn.catalogue.products.indices
        let all = Set(
            rows.flatMap { a in rows[(a + 1)...].map { RowPair(a, $0) } }
                .filter { scorer.confidence(scorer.evidence($0)) >= settings.threshold })
        #expect(all.count > 40 && sure.isSubset(of: all))
        #expect(Double(sure.count) >= 0.99 * Double(all.count), "\(relation): \(sure.count) of \(all.count)")
    }
}

@Test func everyHashWithinTenBitsIsFound() {
    var noise = SplitMix(state: 7)
    let originals = (0..<400).map { _ in noise.next() }
    let changed = originals.map { hash in
        (0..<Int(noise.next() % 11)).reduce(hash) { hash, _ in hash ^ (1 << (noise.next() % 64)) }
    }
    let hashes = originals + changed
    let bands = HashBands(hashes.map { $0 })
    for row in hashes.indices {
        let truth = hashes.indices.filter {
            $0 != row && (hashes[$0] ^ hashes[row]).nonzeroBitCount <= HashBands.farthest
        }
        #expect(Set(bands.near(row) { _ in true }) == Set(truth.map { Int32($0) }))
    }
}

@Test func aRowWithoutAHashIsNearNone() {
    let bands = HashBands([1, nil, 1])
    #expect(bands.near(1) { _ in true }.isEmpty)
    #expect(bands.near(0) { _ in true } == [2])
    #expect(bands.near(0) { $0 != 2 }.isEmpty)
}

@Test func aCrowdOfOneHashIsComparedWithAFew() {
    let bands = HashBands([UInt64?](repeating: 5, count: 20_000))
    for row in [0, 9_999, 19_999] {
        let near = bands.near(row) { _ in true }
        #expect((1...24).contains(near.count) && !near.contains(Int32(row)))
    }
}

@Test func aCrowdOfOneKeyIsComparedWithAFewAndHangsTogether() {
    let crowd = KeyBuckets([UInt64?](repeating: 5, count: 10_000) + [6, 6, nil], by: <)
    #expect((0..<10_000).allSatisfy { crowd.partners(of: $0).count <= 52 })
    #expect(crowd.partners(of: 5_000).contains(0) && crowd.partners(of: 5_000).contains(5_001))
    #expect(crowd.partners(of: 0).count == 24 && !crowd.partners(of: 0).contains(0))
    #expect(crowd.partners(of: 10_000) == [10_001] && crowd.partners(of: 10_002).isEmpty)
}

@Test func titlesOfTheSameWordsInAnyOrderAreCompared() throws {
    let few = [
        try Shelf.listing("a", "Lamp, walnut desk"), try Shelf.listing("b", "Walnut DESK lamp"),
        try Shelf.listing("c", "Walnut desk"), try Shelf.listing("d", "walnut lamp desk", seller: "s2"),
    ]
    // The words are none that few have.
    let products = few + (try (0..<25).map { try Shelf.listing("x\($0)", "Walnut desk lamp, number \($0)") })
    let scorer = PairScorer(AuditedCatalogue(products: products), model: .standard(for: .duplicate))
    #expect(Set(ExactKeys(scorer, within: .all).partners(of: 0)) == [1, 3])
    #expect(ExactKeys(scorer, within: .seller).partners(of: 0) == [1])
}

/// SplitMix64, for hashes that are the same in every run.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}

@Test func titlesThatShareARareWordAreComparedAndThoseOfAFrequentOneAreNot() throws {
    let titles = ["lamp k1000 acme", "desk lamp k1000"] + (0..<30).map { "lamp t\($0)" } + ["chair"]
    let scorer = PairScorer(
        AuditedCatalogue(products: try titles.enumerated().map { try Shelf.listing("p\($0.offset)", $0.element) }),
        model: .standard(for: .duplicate))
    let words = RareWords(scorer.facts)
    #expect(words.partners(of: 0) == [1] && words.partners(of: 1) == [0])
    #expect((2..<titles.count).allSatisfy { words.partners(of: $0).isEmpty })
}
