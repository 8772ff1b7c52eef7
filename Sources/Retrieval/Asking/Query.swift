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
    /// What the answers should be unlike, in what the question does not share with it: half of what a question counts, shared
    /// among all of it. Products among it are no answers.
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
    /// Fields, as in a filter, whose values are counted among the best answers.
    public var facets: [String] = []
    /// Whether the nearest answers of one style make one answer, with the others behind it.
    public var folds = false
    /// Whether each answer says what brought it.
    public var explains = false

    public struct Weights: Codable, Hashable, Sendable {
        public var text: Float = 1
        public var image: Float = 1
        public var product: Float = 1
        public init() {}
    }

    public struct Unlike: Equatable, Sendable {
        public var texts: [String] = []
        public var pictures: [Picture] = []
        public var products: [ProductID] = []
        public init() {}

        /// The most of them in all.
        public static let most = 16
        var count: Int { texts.count + pictures.count + products.count }
        var isEmpty: Bool { count == 0 }
    }

    /// The most answers of one question, and how far down its list one may page.
    public static let largestLimit = 200
    public static let largestOffset = 10_000
    /// So many of the nearest are gathered by style where answers are folded; those beyond are answers of their own.
    public static let folded = 600
    /// The most fields whose values are counted.
    public static let mostFacets = 8
    /// The most bytes of words: far more than an encoder reads.
    public static let longestText = 4096
    /// The most bytes of a name of a field whose values are counted.
    public static let longestFacet = 128

    public init(text: String? = nil, picture: Picture? = nil, product: ProductID? = nil) {
        (self.text, self.picture, self.product) = (text, picture, product)
    }

    /// Held before anything is encoded.
    func check() throws(RetrievalError) {
        for (field, texts) in [("text", text.map { [$0] } ?? []), ("not.text", not.texts)] {
            guard texts.allSatisfy({ $0.utf8.count <= Self.longestText }) else {
                throw .badNumber(field: "the length of \(field)", allowed: "0...\(Self.longestText) bytes")
            }
        }
        guard not.count <= Unlike.most else {
            throw .badNumber(field: "the number of things in not", allowed: "0...\(Unlike.most)")
        }
        guard !(text?.isBlank ?? true) || picture != nil || product != nil else { throw .emptyQuery }
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
        if let minScore, !(-1...1).contains(minScore) { throw .badNumber(field: "min_score", allowed: "-1...1") }
        try Self.check(facets: facets)
    }

    /// Fields whose values are to be counted; one that no product has is one without values.
    static func check(facets: [String]) throws(RetrievalError) {
        guard facets.count <= mostFacets else {
            throw .badNumber(field: "the number of facets", allowed: "0...\(mostFacets)")
        }
        for (at, field) in facets.enumerated() {
            if field.isBlank { throw .badFacet(field: field, reason: "that is no name of a field") }
            // Names are listed with commas between them.
            guard field.utf8.count <= longestFacet, !field.contains(",") else {
                throw .badFacet(field: field, reason: "a name has at most \(longestFacet) bytes and no comma")
            }
            if ["id", "title"].contains(field.lowercased()) {
                throw .badFacet(field: field, reason: "every product has its own")
            }
            if facets[..<at].contains(field) { throw .badFacet(field: field, reason: "it is there twice") }
        }
    }
}

extension String {
    /// Says nothing.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
