import Records
import Testing

@testable import DemoCatalog

struct MarketplaceTests {
    @Test("the same seed lists the same, another seed something else")
    func seeded() {
        let again = DemoMarketplace(seed: 5, size: Market.smallSize)
        #expect(again.listings.map(\.product) == Market.small.listings.map(\.product))
        #expect(again.listings.map(\.photo) == Market.small.listings.map(\.photo))
        let other = DemoMarketplace(seed: 6, size: Market.smallSize)
        #expect(other.listings.map(\.product.title) != Market.small.listings.map(\.product.title))
    }

    @Test("the default size lists every style, of sixteen families, by several sellers")
    func size() {
        let market = Market.full
        #expect((2_200...2_700).contains(market.listings.count))
        #expect(Set(market.listings.map(\.product.category)).count == 16)
        #expect(market.listingsByStyle.count == 480)
        for ids in market.listingsByStyle.values {
            let own = ids.compactMap { market.listing($0) }.filter { $0.copyOf == nil }
            #expect((3...6).contains(own.count))
            #expect(Set(own.map(\.product.seller)).count == own.count)
        }
    }

    @Test("ids are unique, in order, and tell nothing of the style")
    func ids() {
        let market = Market.full
        #expect(zip(market.listings, market.listings.dropFirst()).allSatisfy { $0.id < $1.id })
        let neighbours = zip(market.listings, market.listings.dropFirst()).count { $0.style == $1.style }
        // By chance five of 2,400 neighbours share one of 480 styles.
        #expect(neighbours < 25)
    }

    @Test("what shops leave out is missing in some listings and there in others")
    func gaps() {
        let products = Market.full.listings.map(\.product)
        func share(_ has: (Product) -> Bool) -> Double { Double(products.count(where: has)) / Double(products.count) }
        #expect((0.3...0.95).contains(share { $0.description != nil }))
        #expect((0.3...0.97).contains(share { $0.brand != nil }))
        #expect((0.15...0.85).contains(share { !$0.attributes.isEmpty }))
        #expect(share { $0.style != nil && $0.seller != nil && $0.price?.currency == "EUR" } == 1)
        #expect(share { ($0.price?.amount ?? 0) > 0 && !$0.title.isEmpty && $0.images.count == 1 } == 1)
    }

    @Test("sellers ask different prices for a style, within a factor of two for most")
    func prices() {
        let market = Market.full
        var (differ, near) = (0, 0)
        for ids in market.listingsByStyle.values {
            let prices = ids.compactMap { market.listing($0)?.product.price?.amount }.sorted()
            differ += Set(prices).count > 1 ? 1 : 0
            near += (prices.last ?? 0) <= 2 * (prices.first ?? 0) ? 1 : 0
        }
        #expect(differ > 450)
        #expect(near > 400)
    }

    @Test("variants name another style of the same category, and some families have several")
    func variants() {
        let market = Market.full
        #expect(market.variants.count > 80)
        let byStyle = market.listingsByStyle
        for (original, variant) in market.variants {
            #expect(original != variant)
            let categories = [original, variant].map { style in
                byStyle[style]?.first.flatMap { market.listing($0) }?.product.category
            }
            #expect(categories[0] != nil && categories[0] == categories[1])
        }
    }

    @Test("the truth is told by id, and unknown ids have none")
    func truth() throws {
        let listing = try #require(Market.small.listings.first)
        #expect(Market.small.style(of: listing.id) == listing.product.style)
        #expect(Market.small.style(of: try #require(ProductID("nobody"))) == nil)
        #expect(DemoMarketplace.textLedCategories == ["Screws", "Connectors", "Bearings", "Resistors"])
    }

    @Test("the largest marketplace finds a look for each of its styles")
    func largest() {
        var size = DemoMarketplace.Size()
        (size.styles, size.sellersPerStyle) = (1_000, 1...1)
        let market = DemoMarketplace(seed: 3, size: size)
        #expect(market.listingsByStyle.count == 1_000)
    }
}
