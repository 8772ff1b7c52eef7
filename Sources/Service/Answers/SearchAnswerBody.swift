public import Retrieval

/// The answer to a question as JSON, over HTTP and from `samestyle search --json`.
public struct SearchAnswerBody: Encodable, Sendable {
    public let results: [Result]
    /// How many were ranked; the list may be paged through up to it.
    public let total: Int
    /// The next page, as the parameter `page` of the same question: what was there for the first page is there for it.
    public let next: String?
    public let took: Took
    /// The model that encoded the question.
    public let model: String
    /// By field, the most frequent values among the best answers; absent where nobody asked.
    public let facets: [String: [FacetValueBody]]?

    public struct Result: JSONObject, Sendable {
        public let product: ProductAnswer
        /// The cosine with the question, 0 where it is less.
        public let score: Float
        /// The chance of one style with what was asked for.
        public let confidence: Double
        public let relation: Relation
        /// Which of the product's pictures is nearest, counted from 0; where pictures were searched.
        public let picture: Int?
        /// What else there is of its style; absent where answers are not folded.
        public let variants: Variants?
        /// What brought it; absent where nobody asked.
        public let explanation: ExplanationBody?

        func write<Fields: JSONFieldWriting>(to fields: inout Fields) throws {
            try fields.put("product", object: product)
            try fields.put("score", score)
            try fields.put("confidence", confidence)
            try fields.put("relation", relation.rawValue)
            try fields.put("picture", picture)
            try fields.put("variants", any: variants)
            try fields.put("explanation", any: explanation)
        }
    }

    /// Products that stand behind an answer of their style.
    public struct Variants: Encodable, Sendable {
        public let count: Int
        /// The ids of the best of them.
        public let products: [String]

        init(_ variants: SearchResult.Variants) {
            (count, products) = (variants.count, variants.products.map(\.text))
        }
    }

    /// Where the time went, in milliseconds.
    public struct Took: Encodable, Sendable {
        /// Absent where no picture was fetched by its address.
        public let fetch: Double?
        public let decode: Double
        public let encode: Double
        public let search: Double
        public let total: Double

        enum CodingKeys: String, CodingKey {
            case fetch = "fetch_ms"
            case decode = "decode_ms"
            case encode = "encode_ms"
            case search = "search_ms"
            case total = "total_ms"
        }
    }

    /// - Parameters:
    ///   - fetch: Milliseconds until a picture that lay elsewhere was here.
    ///   - decode: Milliseconds spent on the picture that came with the question.
    ///   - total: Milliseconds from the question's arrival, waiting included; the sum of the parts where nil.
    public init(_ answer: SearchAnswer, fetch: Double? = nil, decode: Double = 0, total: Double? = nil) {
        results = answer.results.map {
            Result(
                // Rounding takes the cosine of a product with itself a little above 1.
                product: ProductAnswer($0.product), score: min(1, max(0, $0.score)),
                confidence: Self.rounded($0.confidence, 10_000), relation: $0.relation, picture: $0.picture,
                variants: $0.variants.map(Variants.init), explanation: $0.explanation.map(ExplanationBody.init))
        }
        self.total = answer.total
        next = answer.next?.text
        took = Took(fetch: fetch, decode: decode, answer.took, total: total)
        model = answer.model
        facets = answer.facets?.mapValues { $0.map(FacetValueBody.init) }
    }

    fileprivate static func rounded(_ value: Double, _ steps: Double) -> Double { (value * steps).rounded() / steps }
}

extension SearchAnswerBody.Took {
    /// - Parameter total: The sum of the parts where nil.
    init(fetch: Double? = nil, decode: Double, _ took: Took, total: Double?) {
        func rounded(_ value: Double) -> Double { SearchAnswerBody.rounded(value, 1000) }
        self.init(
            fetch: fetch.map(rounded), decode: rounded(decode), encode: rounded(took.encode),
            search: rounded(took.search),
            total: rounded(total ?? (fetch ?? 0) + decode + took.encode + took.search))
    }
}
