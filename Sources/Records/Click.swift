/// One act of one user on one product, as a shop's log tells it.
public struct Click: Hashable, Codable, Sendable {
    /// What was clicked under one session belongs together.
    public var session: String
    public var user: String?
    /// The words searched for, where the click came from a search.
    public var query: String?
    public var product: ProductID
    public var event: Event
    /// The place in the list that was shown, from 1.
    public var position: Int?
    /// Seconds since 1970.
    public var time: Int64?

    public init(
        session: String, user: String? = nil, query: String? = nil, product: ProductID, event: Event = .click,
        position: Int? = nil, time: Int64? = nil
    ) {
        self.session = session
        self.user = user
        self.query = query
        self.product = product
        self.event = event
        self.position = position
        self.time = time
    }

    /// What the user did, from the weakest sign of interest to the strongest.
    public enum Event: String, Codable, Sendable, CaseIterable {
        case view, click, like, cart, offer, purchase
    }
}
