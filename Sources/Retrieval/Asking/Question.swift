import Catalog

/// A question as the index sees it.
struct Question: Sendable {
    /// A unit vector: the sum of the parts, divided by `length`.
    let vector: [Float]
    let parts: [Part]
    let length: Float
    /// Which view the vector is of: words, a picture, or both.
    let trigger: View
    /// Which vectors of the offers it is held against.
    let view: View
    /// Words to look up as words, where nothing but words was asked.
    let lexical: String?
    /// The product asked about, where one was.
    let asked: StoredProduct?

    /// One of the vectors that a question is the sum of.
    struct Part: Sendable {
        /// What it was made of, as `text` and `image` together, or `not.text.0`.
        let inputs: [String]
        /// A unit vector.
        let vector: [Float]
        let weight: Float
    }

    init(_ parts: [Part], trigger: View, view: View, lexical: String?, asked: StoredProduct?) throws(RetrievalError) {
        guard let first = parts.first else { throw .emptyQuery }
        var sum = [Float](repeating: 0, count: first.vector.count)
        for part in parts {
            for at in sum.indices { sum[at] += part.vector[at] * part.weight }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-6 else { throw .badNumber(field: "weights", allowed: "what does not cancel out") }
        (self.parts, self.length, vector) = (parts, length, sum.map { $0 / length })
        (self.trigger, self.view, self.lexical, self.asked) = (trigger, view, lexical, asked)
    }
}
