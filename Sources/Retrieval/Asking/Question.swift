import Catalog

/// A question as the index sees it.
struct Question: Sendable {
    /// A unit vector: the sum of the parts, divided by `length`.
    let vector: [Float]
    let parts: [Part]
    let length: Float
    /// A unit vector: the sum of what is asked for, without what answers should be unlike; nil where that is `vector`.
    let wanted: [Float]?
    /// Which views the vectors of what is asked for are of: words, a picture, or both together.
    let triggers: Set<View>
    /// Which vectors of the offers it is held against.
    let view: View
    /// Words to look up as words, where nothing but words was asked.
    let lexical: String?
    /// The product asked about, where one was.
    let asked: StoredProduct?

    /// One of the vectors that a question is the sum of.
    struct Part: Sendable {
        /// What it was made of: `text`, or `text+image` where both are one vector, or `not.text`.
        let input: String
        /// Which one of several that answers should be unlike.
        var number: Int?
        /// Which view the vector is of.
        let trigger: View
        /// A unit vector.
        let vector: [Float]
        let weight: Float
    }

    init(_ parts: [Part], view: View, lexical: String?, asked: StoredProduct?) throws(RetrievalError) {
        guard !parts.isEmpty else { throw .emptyQuery }
        guard let sum = Self.sum(parts) else {
            throw .badNumber(field: "weights", allowed: "what does not cancel out")
        }
        // A weight below zero is another way to say what answers should be unlike.
        let asking = parts.filter { $0.weight > 0 }
        wanted = asking.count < parts.count ? Self.sum(asking)?.vector : nil
        triggers = Set((asking.isEmpty ? parts : asking).map(\.trigger))
        (self.parts, length, vector) = (parts, sum.length, sum.vector)
        (self.view, self.lexical, self.asked) = (view, lexical, asked)
    }

    /// The sum of some parts as a unit vector, and its length before; nil where nothing is left of it.
    private static func sum(_ parts: [Part]) -> (vector: [Float], length: Float)? {
        var sum = [Float](repeating: 0, count: parts.first?.vector.count ?? 0)
        for part in parts {
            for at in sum.indices { sum[at] += part.vector[at] * part.weight }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 1e-6 ? (sum.map { $0 / length }, length) : nil
    }
}
