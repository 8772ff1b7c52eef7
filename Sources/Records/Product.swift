/// One listing of one seller.
public struct Product: Hashable, Codable, Sendable {
    public var id: ProductID
    public var title: String
    public var description: String?
    /// From the widest to the leaf: `["Clothing", "Shoes", "Boots"]`; empty where the shop gave none.
    public var category: [String]
    public var brand: String?
    public var seller: String?
    public var price: Price?
    /// A truth label, used by evaluation and by the split into training and held-out parts alone.
    public var style: String?
    public var attributes: [String: String]
    /// Where its pictures are: absolute paths or http(s) addresses, the main one first.
    public var images: [String]

    public init(
        id: ProductID, title: String, description: String? = nil, category: [String] = [], brand: String? = nil,
        seller: String? = nil, price: Price? = nil, style: String? = nil, attributes: [String: String] = [:],
        images: [String] = []
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.category = category
        self.brand = brand
        self.seller = seller
        self.price = price
        self.style = style
        self.attributes = attributes
        self.images = images
    }

    /// The leaf of the category path, within which the paper constrains click pairs (Chen et al., section 3).
    public var leafCategory: String? { category.last }
}

/// An amount of money, never negative; the currency as the shop wrote it.
public struct Price: Hashable, Codable, Sendable {
    public var amount: Double
    public var currency: String?

    public init(amount: Double, currency: String? = nil) {
        self.amount = amount
        self.currency = currency
    }
}
