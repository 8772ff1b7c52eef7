public import Records

/// A drawn marketplace: styles of sixteen families, listed by sellers in their own pictures and words, of which the
/// truth is known.
///
/// The same seed gives the same listings, pictures and click log.
public struct DemoMarketplace: Sendable {
    /// What a marketplace holds.
    public struct Size: Hashable, Sendable {
        /// How many products there are to list, 16...1,000.
        public var styles = 480
        /// How many shops there are, 8...72.
        public var sellers = 24
        /// How many of them list one style.
        public var sellersPerStyle = 3...6
        /// How many listings are taken up again with the same picture, 0...1.
        public var copies = 0.1
        /// The shorter side of a picture, in pixels.
        public var side = 160

        public init() {}
    }

    public let seed: UInt64
    public let size: Size
    /// In the order of their ids, which tells nothing about their styles.
    public let listings: [DemoListing]
    let styles: [Style]
    private let places: [ProductID: Int]

    public init(seed: UInt64 = 1, size: Size = Size()) {
        precondition((16...1_000).contains(size.styles), "a marketplace has 16 to 1,000 styles")
        precondition((8...Seller.most).contains(size.sellers), "a marketplace has 8 to \(Seller.most) sellers")
        precondition(
            (1...size.sellers).contains(size.sellersPerStyle.upperBound) && size.sellersPerStyle.lowerBound > 0,
            "a style has at least one seller, and no more than there are")
        precondition((32...1_024).contains(size.side), "a picture's side is 32 to 1,024 pixels")
        var dice = Dice(seed: seed)
        self.seed = seed
        self.size = size
        styles = Style.drawn(count: size.styles, &dice)
        let sellers = Seller.drawn(count: size.sellers, &dice)
        listings = ListingWriter(styles: styles, sellers: sellers, size: size).listings(&dice)
        places = Dictionary(uniqueKeysWithValues: listings.enumerated().map { ($1.id, $0) })
    }

    /// The listing called `id`, nil where there is none.
    public func listing(_ id: ProductID) -> DemoListing? { places[id].map { listings[$0] } }

    /// Where the listing called `id` stands in `listings`.
    func place(of id: ProductID) -> Int? { places[id] }
}
