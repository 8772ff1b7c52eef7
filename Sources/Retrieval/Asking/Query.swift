public import Pictures
public import Records

/// The three vectors of a product (Chen et al., WWW 2023): from its picture, from its text, from both.
public enum View: String, Codable, Sendable, CaseIterable {
    case i, t, m
}

/// One question: any mix of pictures, words and products.
public struct Query: Sendable {
    public var text: String?
    public var picture: Picture?
    public var product: ProductID?
    /// How much each input counts where there are several.
    public var weights = Weights()
    /// What the answers should be unlike.
    public var not = Unlike()
    public var filter: Filter?
    /// Which vectors of the offers are searched; the fitting ones where nil.
    public var view: View?
    public var limit = 20
    public var offset = 0
    /// The page that an answer to this question named as the next; in place of an offset.
    public var page: PageToken?
    /// The least cosine of an answer.
    public var minScore: Float?

    public struct Weights: Codable, Hashable, Sendable {
        public var text: Float = 1
        public var image: Float = 1
        public var product: Float = 1
        public init() {}
    }

    public struct Unlike: Hashable, Sendable {
        public var text: String?
        public var product: ProductID?
        public init() {}
    }

    /// The most answers of one question, and how far down its list one may page.
    public static let largestLimit = 200
    public static let largestOffset = 10_000
    /// The most bytes of words: far more than an encoder reads.
    public static let longestText = 4096

    public init(text: String? = nil, picture: Picture? = nil, product: ProductID? = nil) {
        (self.text, self.picture, self.product) = (text, picture, product)
    }

    /// Held before anything is encoded.
    func check() throws(RetrievalError) {
        for (field, words) in [("text", text), ("not.text", not.text)] where words?.utf8.count ?? 0 > Self.longestText {
            throw .badNumber(field: "the length of \(field)", allowed: "0...\(Self.longestText) bytes")
        }
        let blank = text?.allSatisfy(\.isWhitespace) ?? true
        guard !blank || picture != nil || product != nil else { throw .emptyQuery }
        guard (1...Self.largestLimit).contains(limit) else {
            throw .badNumber(field: "limit", allowed: "1...\(Self.largestLimit)")
        }
        guard (0...Self.largestOffset).contains(offset) else {
            throw .badNumber(field: "offset", allowed: "0...\(Self.largestOffset)")
        }
        guard page == nil || offset == 0 else { throw .badNumber(field: "offset beside a page", allowed: "0") }
        for (field, weight) in [("text", weights.text), ("image", weights.image), ("product", weights.product)]
        where !(weight.isFinite && abs(weight) <= 100) {
            throw .badNumber(field: "weights.\(field)", allowed: "-100...100")
        }
        if let minScore, !minScore.isFinite { throw .badNumber(field: "min_score", allowed: "-1...1") }
    }
}
