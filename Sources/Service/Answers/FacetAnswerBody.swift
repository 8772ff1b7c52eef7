import Retrieval

/// Values by field as JSON, and how many products they were counted over.
struct FacetAnswerBody: Encodable {
    private let facets: [String: [FacetValueBody]]
    private let total: Int

    init(_ answer: FacetAnswer) {
        facets = answer.facets.mapValues { $0.map(FacetValueBody.init) }
        total = answer.total
    }
}

/// A value of a field and how many products have it.
public struct FacetValueBody: Encodable, Sendable {
    private let value: String
    private let count: Int
    /// Of prices: from which amount on, and below which.
    private let from: Double?
    private let to: Double?

    init(_ value: FacetValue) {
        (self.value, count, from, to) = (value.value, value.count, value.from, value.to)
    }
}
