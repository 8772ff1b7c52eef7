/// What brought an answer.
public struct Explanation: Sendable {
    /// Which of the answer's vectors the question was held against.
    public let view: View
    /// What the question is the sum of.
    public let parts: [Part]
    /// The answer's score is the sum of weight * score over the parts, divided by this.
    public let length: Float
    /// The words of the question that the full-text index finds in the product; nil where no words were looked up.
    public let words: [String]?
    /// The place among the answers by vectors alone, from 1; nil where the search by vectors did not bring it.
    public let vectorRank: Int?
    /// The place among the answers by words alone, from 1; nil where the search by words did not bring it.
    public let wordsRank: Int?
    /// Which of the product's pictures is nearest, counted from 0, where pictures were searched.
    public let picture: Int?
    /// The filter as it was understood.
    public let filter: String?

    /// One of the vectors of a question.
    public struct Part: Sendable {
        /// What it was made of: `text`, `image`, `product`, `not.text` and so on; `text+image` where both are one vector.
        public let input: String
        /// Which one of several that the answers should be unlike, counted from 0; nil for what is asked for.
        public let number: Int?
        public let weight: Float
        /// The inner product of the answer with this vector alone: its cosine, but of what answers should be unlike only as
        /// far as the question does not share it.
        public let score: Float
    }
}
