import Catalog

/// A question as the index sees it.
struct Question: Sendable {
    /// A unit vector: the sum of the parts by their weights, divided by `length`.
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
        /// A unit vector; of what answers should be unlike, what it does not share with what is asked for.
        fileprivate(set) var vector: [Float]
        let weight: Float
    }

    init(_ given: [Part], view: View, lexical: String?, asked: StoredProduct?) throws(RetrievalError) {
        guard !given.isEmpty else { throw .emptyQuery }
        // A weight below zero is another way to say what answers should be unlike.
        let asking = given.filter { $0.weight > 0 }
        wanted = asking.count < given.count ? Self.sum(asking)?.vector : nil
        let parts = wanted.map { wanted in given.map { $0.weight < 0 ? Self.unshared($0, wanted) : $0 } } ?? given
        guard let sum = Self.sum(parts) else {
            throw .badNumber(field: "weights", allowed: "what does not cancel out")
        }
        triggers = Set((asking.isEmpty ? parts : asking).map(\.trigger))
        (self.parts, length, vector) = (parts, sum.length, sum.vector)
        (self.view, self.lexical, self.asked) = (view, lexical, asked)
    }

    /// The part without what it shares with what is asked for: who asks for red dresses and dislikes one of them dislikes
    /// neither red nor dresses (the negated meaning is orthogonal to the question: Widdows 2003).
    private static func unshared(_ part: Part, _ wanted: [Float]) -> Part {
        var part = part
        let shared = zip(part.vector, wanted).reduce(0) { $0 + $1.0 * $1.1 }
        // What points away from what is asked for shares nothing with it.
        for at in part.vector.indices { part.vector[at] -= max(0, shared) * wanted[at] }
        return part
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
