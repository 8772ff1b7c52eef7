import Records
import Testing

@testable import DemoCatalog

struct ClickTests {
    private let clicks = Market.clicks.clicks
    private let truth = Market.clicks.truth

    @Test("the same marketplace has the same log")
    func seeded() {
        let again = DemoClickLog(over: Market.small, sessions: 50).clicks
        #expect(again == DemoClickLog(over: Market.small, sessions: 50).clicks)
        let other = DemoMarketplace(seed: 6, size: Market.smallSize)
        #expect(DemoClickLog(over: other, sessions: 50).clicks.map(\.query) != again.map(\.query))
    }

    @Test("higher places are clicked more")
    func positions() {
        var counts = [Int](repeating: 0, count: 21)
        for click in clicks { counts[click.position ?? 0] += 1 }
        #expect(counts[1] > counts[2] && counts[2] > counts[4] && counts[4] > counts[8])
        #expect(counts[1...5].reduce(0, +) > 5 * counts[11...20].reduce(0, +))
        #expect(counts[20] > 0)
    }

    @Test("the same place is looked at by the power of its number")
    func chance() {
        #expect(PositionChance.of(0) == 1)
        #expect(abs(PositionChance.of(9) - 0.199_526) < 1e-6)
        #expect(PositionChance.of(20) == 0)
    }

    @Test("two clicks of a session mean the same style far more often than chance, and by far not always")
    func sameStyle() {
        #expect(truth.pairs > 10_000)
        #expect(truth.pairs == truth.sameStyle + truth.sameCategory + truth.crossCategory)
        #expect(truth.chance < 0.01)
        #expect((0.5...0.9).contains(truth.sameStyleShare))
        #expect((0.03...0.25).contains(truth.crossCategoryShare))
        #expect(truth.sameCategory > 0)
    }

    @Test("the truth of a log counted by hand is told")
    func counted() throws {
        let market = Market.small
        let style = try #require(market.listingsByStyle.values.first { $0.count > 1 })
        let foreign = try #require(
            market.listings.first { $0.product.category != market.listing(style[0])?.product.category })
        let ids = [style[0], style[1], style[1], foreign.id]
        let counted = CoClickTruth(of: ids.map { Click(session: "s", product: $0) }, on: market)
        #expect((counted.pairs, counted.sameStyle, counted.crossCategory) == (3, 1, 2))
    }

    @Test("most listings are clicked, and a few styles draw many more visits than the rest")
    func popularity() {
        #expect(Set(clicks.map(\.product)).count > Market.full.listings.count * 9 / 10)
        var byStyle: [Int: Int] = [:]
        for click in clicks {
            guard let listing = Market.full.listing(click.product) else {
                Issue.record("a click on no listing")
                continue
            }
            byStyle[listing.style, default: 0] += 1
        }
        let counts = byStyle.values.sorted(by: >)
        // Without the skew the first tenth would have a tenth.
        #expect(counts.prefix(48).reduce(0, +) * 5 > clicks.count)
    }

    @Test("every event but an offer occurs; a stronger one follows a click on the same listing")
    func events() {
        let kinds = Set(clicks.map(\.event))
        #expect(kinds == [.view, .click, .like, .cart, .purchase])
        for (before, click) in zip(clicks, clicks.dropFirst()) where ![.view, .click].contains(click.event) {
            #expect(before.session == click.session && before.product == click.product)
        }
    }

    @Test("a visit has one shopper, one query and rising times; those without words have no places")
    func visits() {
        for visit in Dictionary(grouping: clicks, by: \.session).values {
            #expect(Set(visit.map(\.user)).count == 1 && Set(visit.map(\.query)).count == 1)
            #expect(zip(visit, visit.dropFirst()).allSatisfy { ($0.time ?? 0) < ($1.time ?? 0) })
            #expect(visit.allSatisfy { ($0.query == nil) == ($0.position == nil) })
        }
        #expect(clicks.contains { $0.query == nil })
    }

    @Test("most clicks of a search answer its words; some queries are misspelt")
    func queries() throws {
        var vocabulary: Set<Substring> = []
        for style in Market.full.styles {
            let (look, family) = (style.look, style.family)
            let phrases = [
                family.nouns, family.kinds.flatMap { $0 }, look.main.words, look.pattern.words, look.material.words,
                look.facts.flatMap(\.spellings), [style.brand, style.model],
            ]
            for phrase in phrases.joined() { vocabulary.formUnion(phrase.lowercased().split(separator: " ")) }
        }
        let queries = Set(clicks.compactMap(\.query))
        #expect(queries.count > 2_000)
        #expect(queries.allSatisfy { $0 == $0.lowercased() })
        let odd = queries.count { query in
            query.split(separator: " ").contains { word in
                !vocabulary.contains(word) && !word.contains(where: \.isNumber)
            }
        }
        #expect((0.01...0.15).contains(Double(odd) / Double(queries.count)))
        let answered = clicks.count { click in
            guard let query = click.query, let title = Market.full.listing(click.product)?.product.title else {
                return false
            }
            let words = Set(title.lowercased().split(separator: " "))
            return query.split(separator: " ").contains { words.contains($0) }
        }
        #expect(answered * 3 > 2 * clicks.count { $0.query != nil })
    }
}
