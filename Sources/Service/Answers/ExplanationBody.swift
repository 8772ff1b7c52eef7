public import Retrieval

/// What brought an answer, as JSON; what does not apply is absent.
public struct ExplanationBody: Encodable, Sendable {
    public let view: View
    public let parts: [Part]
    /// The cosine with the question is the sum of weight * score over the parts, divided by this.
    public let length: Float
    public let words: [String]?
    public let ranks: Ranks
    public let picture: Int?
    public let filter: String?

    public struct Part: Encodable, Sendable {
        public let input: String
        public let number: Int?
        public let weight: Float
        public let score: Float
    }

    /// Places from 1.
    public struct Ranks: Encodable, Sendable {
        public let vector: Int?
        public let words: Int?
    }

    init(_ explanation: Explanation) {
        (view, length, words) = (explanation.view, explanation.length, explanation.words)
        parts = explanation.parts.map {
            Part(input: $0.input, number: $0.number, weight: $0.weight, score: $0.score)
        }
        ranks = Ranks(vector: explanation.vectorRank, words: explanation.wordsRank)
        (picture, filter) = (explanation.picture, explanation.filter)
    }
}
