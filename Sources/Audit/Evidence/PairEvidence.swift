/// What speaks for and against two listings being the same; nil is what cannot be told.
public struct PairEvidence: Codable, Hashable, Sendable {
    /// Cosines of the pictures, the texts, and of both together.
    public var image: Float?
    public var text: Float?
    public var joint: Float?
    /// The share of title words in common, 0...1.
    public var titleOverlap: Float
    /// The picture files are equal, byte by byte.
    public var sameBytes: Bool
    /// How many of the 64 bits of the pictures' hashes differ.
    public var hashDistance: Int?
    public var sameSeller: Bool?
    public var sameBrand: Bool?
    /// The lower price over the higher; nil in different currencies.
    public var priceRatio: Float?
    /// False where sizes or model numbers contradict each other: M4x20 and M4x25.
    public var numbersAgree: Bool?
    /// False where the colours named have none in common.
    public var coloursAgree: Bool?

    enum CodingKeys: String, CodingKey {
        case image, text, joint
        case titleOverlap = "title_overlap"
        case sameBytes = "same_bytes"
        case hashDistance = "hash_distance"
        case sameSeller = "same_seller"
        case sameBrand = "same_brand"
        case priceRatio = "price_ratio"
        case numbersAgree = "numbers_agree"
        case coloursAgree = "colours_agree"
    }

    public init(
        image: Float? = nil, text: Float? = nil, joint: Float? = nil, titleOverlap: Float = 0,
        sameBytes: Bool = false, hashDistance: Int? = nil, sameSeller: Bool? = nil, sameBrand: Bool? = nil,
        priceRatio: Float? = nil, numbersAgree: Bool? = nil, coloursAgree: Bool? = nil
    ) {
        self.image = image
        self.text = text
        self.joint = joint
        self.titleOverlap = titleOverlap
        self.sameBytes = sameBytes
        self.hashDistance = hashDistance
        self.sameSeller = sameSeller
        self.sameBrand = sameBrand
        self.priceRatio = priceRatio
        self.numbersAgree = numbersAgree
        self.coloursAgree = coloursAgree
    }
}
