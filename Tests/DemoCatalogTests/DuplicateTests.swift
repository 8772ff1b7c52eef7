import Pictures
import Records
import Testing

@testable import DemoCatalog

struct DuplicateTests {
    @Test("the labelled pairs hold every two copies of a picture, every two of a style, and many that are neither")
    func labels() {
        let market = Market.full
        let pairs = market.labelledPairs
        let copies = market.duplicateGroups.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
        let styles = market.listingsByStyle.values.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
        #expect(pairs.count { $0.isDuplicate } == copies)
        #expect(pairs.count { $0.isSameStyle } == styles)
        #expect(pairs.allSatisfy { $0.isSameStyle || !$0.isDuplicate })
        #expect(Set(pairs.map { Set([$0.a, $0.b]) }).count == pairs.count)
        #expect(pairs.count { !$0.isSameStyle } > 10 * market.listings.count)
    }

    @Test("there are some within sellers and some across them")
    func planted() {
        let market = Market.full
        let (all, within) = (market.duplicateGroups, market.duplicateGroupsWithinSellers)
        #expect(all.count > 120)
        #expect(within.count > 60 && within.count < all.count)
        for group in within {
            #expect(Set(group.map { market.listing($0)?.product.seller }).count == 1)
            #expect(all.contains { Set($0).isSuperset(of: group) })
        }
        #expect(all.contains { group in Set(group.map { market.listing($0)?.product.seller }).count > 1 })
    }

    @Test("a group shows one photo of one style, and no listing is in two")
    func groups() {
        let market = Market.full
        let groups = market.duplicateGroups
        for group in groups {
            let listings = group.compactMap { market.listing($0) }
            #expect(Set(listings.map(\.photo)).count == 1)
            #expect(Set(listings.map(\.style)).count == 1)
            #expect(listings.count { $0.copyOf == nil } == 1)
        }
        #expect(Set(groups.joined()).count == groups.joined().count)
        let photos = Set(market.listings.map(\.photo))
        #expect(photos.count == market.listings.count { $0.copyOf == nil })
    }

    @Test("a copy without re-saving has the original's bytes, a re-saved one nearly its picture")
    func bytes() throws {
        let market = Market.small
        var (identical, resaved, scaled) = (0, 0, 0)
        for copy in market.listings {
            guard let original = copy.copyOf else { continue }
            let (ours, theirs) = (try #require(market.picture(of: copy.id)), try #require(market.picture(of: original)))
            #expect((ours == theirs) == (copy.resaving == nil))
            identical += ours == theirs ? 1 : 0
            resaved += ours == theirs ? 0 : 1
            let (copied, first) = (try PictureCodec.decode(ours), try PictureCodec.decode(theirs))
            scaled += copied.width == first.width ? 0 : 1
            let back = copied.resized(width: first.width, height: first.height)
            let sum = zip(back.pixels, first.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            #expect(Double(sum) / Double(first.pixels.count) < 16)
        }
        #expect(identical > 0 && resaved > 0 && scaled > 0)
    }

    @Test("a copy's title is the original's, or a word or the letters away from it")
    func titles() {
        let market = Market.full
        var changed = 0
        for copy in market.listings {
            guard let original = copy.copyOf.flatMap({ market.listing($0) }) else { continue }
            #expect(copy.product.title.lowercased().contains(original.product.title.lowercased()))
            changed += copy.product.title == original.product.title ? 0 : 1
        }
        #expect(changed > 100)
    }
}
