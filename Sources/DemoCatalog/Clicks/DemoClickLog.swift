public import Records

/// What shoppers clicked on a drawn marketplace, and how much of it meant the same style.
public struct DemoClickLog: Sendable {
    /// In the order of time; rows of one session lie together.
    public let clicks: [Click]
    public let truth: CoClickTruth

    /// - Parameter sessions: How many visits are simulated; a few end without a click.
    public init(over marketplace: DemoMarketplace, sessions: Int = 7_500) {
        precondition(sessions > 0, "a click log has sessions")
        var dice = Dice(seed: marketplace.seed ^ 0xC11C)
        let shoppers = Shoppers(marketplace, &dice)
        var clicks: [Click] = []
        var time: Int64 = 1_767_225_600
        for number in 1...sessions {
            // Three months, in steps of chance.
            time += Int64(dice.whole(0...(2 * 90 * 86_400 / sessions)))
            clicks += shoppers.visit(session: "s\(number)", time: time, &dice)
        }
        self.clicks = clicks
        truth = CoClickTruth(of: clicks, on: marketplace)
    }
}
