import Records

/// What the pairs of listings that one session clicked have in common.
public struct CoClickTruth: Codable, Hashable, Sendable {
    /// Pairs of different listings with a click in the same session; a pair counts once per session.
    public private(set) var pairs = 0
    public private(set) var sameStyle = 0
    /// Of another style in the same leaf category.
    public private(set) var sameCategory = 0
    /// From two leaf categories.
    public private(set) var crossCategory = 0
    /// The share of same-style pairs if sessions clicked blindly, 0...1.
    public private(set) var chance = 0.0

    /// 0...1.
    public var sameStyleShare: Double { pairs == 0 ? 0 : Double(sameStyle) / Double(pairs) }
    /// 0...1.
    public var crossCategoryShare: Double { pairs == 0 ? 0 : Double(crossCategory) / Double(pairs) }

    init(of clicks: [Click], on marketplace: DemoMarketplace) {
        for session in Dictionary(grouping: clicks, by: \.session).values {
            let places = Set(session.compactMap { marketplace.place(of: $0.product) }).sorted()
            for (at, one) in places.enumerated() {
                for other in places[(at + 1)...] { add(marketplace.listings[one], marketplace.listings[other]) }
            }
        }
        let counts = marketplace.listingsByStyle.values.map { Double($0.count) }
        let all = Double(marketplace.listings.count)
        chance = counts.reduce(0) { $0 + $1 * ($1 - 1) } / (all * (all - 1))
    }

    private mutating func add(_ one: DemoListing, _ other: DemoListing) {
        pairs += 1
        if one.style == other.style {
            sameStyle += 1
        } else if one.product.category == other.product.category {
            sameCategory += 1
        } else {
            crossCategory += 1
        }
    }
}
