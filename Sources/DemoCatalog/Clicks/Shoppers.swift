import Records

/// The shoppers of a marketplace: what they look for, what they are shown, what they click.
struct Shoppers {
    private let marketplace: DemoMarketplace
    /// The places of each style's listings.
    private let offers: [[Int]]
    /// For each style the others of its family, the most alike first.
    private let neighbours: [[(style: Int, likeness: Double)]]
    /// How many look for a style, against others.
    private let popularity: [Double]

    init(_ marketplace: DemoMarketplace, _ dice: inout Dice) {
        self.marketplace = marketplace
        let styles = marketplace.styles
        var offers: [[Int]] = Array(repeating: [], count: styles.count)
        for (place, listing) in marketplace.listings.enumerated() { offers[listing.style].append(place) }
        self.offers = offers
        let families = Dictionary(grouping: styles.indices) { styles[$0].family.name }
        neighbours = styles.indices.map { style in
            (families[styles[style].family.name] ?? []).filter { $0 != style }
                .map { ($0, styles[style].look.likeness(to: styles[$0].look)) }
                .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        }
        // A few are looked for often and most seldom, whatever the family.
        var popularity = [Double](repeating: 0, count: styles.count)
        for (rank, style) in dice.shuffled(Array(styles.indices)).enumerated() {
            popularity[style] = 1 / (Double(rank) + 12).squareRoot()
        }
        self.popularity = popularity
    }

    /// What one shopper does in one visit.
    func visit(session: String, time: Int64, _ dice: inout Dice) -> [Click] {
        let wanted = dice.weighted(popularity)
        let user = dice.chance(0.8) ? "u\(dice.whole(1...2_500))" : nil
        // One in seven comes from elsewhere and looks around: no words, no list, views instead of clicks.
        let searches = !dice.chance(0.14)
        let query = searches ? SearchWords.query(for: marketplace.styles[wanted], &dice) : nil
        var clicks: [Click] = []
        func click(_ listing: Int, _ position: Int?, _ event: Click.Event) {
            clicks.append(
                Click(
                    session: session, user: user, query: query, product: marketplace.listings[listing].id,
                    event: event, position: position, time: time + Int64(clicks.count * 11)))
        }
        for (place, listing) in shown(for: wanted, &dice).enumerated() {
            let relevance = relevance(of: listing, to: wanted)
            guard dice.chance(PositionChance.of(place) * (0.012 + 0.8 * relevance)) else { continue }
            click(listing, searches ? place + 1 : nil, searches ? .click : .view)
            guard dice.chance(0.3 * relevance) else { continue }
            click(listing, searches ? place + 1 : nil, dice.pick([.like, .like, .cart, .cart, .purchase]))
        }
        // A finger slips, a banner calls: anything, from any category.
        if dice.chance(0.12) {
            let stray = dice.whole(0...marketplace.listings.count - 1)
            click(stray, searches ? dice.whole(1...Self.longest) : nil, searches ? .click : .view)
        }
        return clicks
    }

    /// The list that a middling search engine shows: places of listings, the best first.
    private func shown(for wanted: Int, _ dice: inout Dice) -> [Int] {
        let others = neighbours[wanted]
        var found = offers[wanted]
        for near in others.prefix(3) { found += offers[near.style] }
        for _ in 0..<6 where !others.isEmpty { found.append(dice.pick(offers[dice.pick(others).style])) }
        for _ in 0..<3 { found.append(dice.whole(0...marketplace.listings.count - 1)) }
        var seen: Set<Int> = []
        let scored = found.filter { seen.insert($0).inserted }.map { listing in
            (listing, relevance(of: listing, to: wanted) + 0.7 * dice.unit())
        }
        return scored.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(Self.longest).map(\.0)
    }

    /// What a buyer who wants the style gives for the listing, 0...1.
    private func relevance(of listing: Int, to wanted: Int) -> Double {
        let style = marketplace.listings[listing].style
        guard style != wanted else { return 1 }
        guard let near = neighbours[wanted].first(where: { $0.style == style }) else { return 0 }
        return 0.45 * near.likeness * near.likeness * near.likeness
    }

    /// A page has this many places.
    private static let longest = 20
}
