import Catalog
import Pictures
import Records

/// A question as the index sees it.
struct Question: Sendable {
    /// A unit vector.
    let vector: [Float]
    /// Which view the vector is of: words, a picture, or both.
    let trigger: View
    /// Which vectors of the offers it is held against.
    let view: View
    /// Words to look up as words, where nothing but words was asked.
    let lexical: String?
    /// The product asked about, where one was.
    let asked: StoredProduct?
}

/// Any mix of inputs to one vector: picture and words together are one joint vector, as a product of both would have
/// ("red dress" as a picture + "white": Chen et al., WWW 2023, section 5); further inputs are added by their weights.
struct QuestionEncoder {
    private let reading: SnapshotReading
    private let store: CatalogStore

    init(_ reading: SnapshotReading, _ store: CatalogStore) {
        (self.reading, self.store) = (reading, store)
    }

    private func vector(of input: PassInput) throws -> [Float] { try reading.living.passes.vectors(of: [input])[0] }

    func encode(_ query: Query) throws -> Question {
        let text = query.text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let asked = try query.product.map(product)
        var (trigger, view) = (View.m, query.view ?? .m)
        var parts: [(vector: [Float], weight: Float)] = []
        switch (text, query.picture, asked) {
        case (let text?, nil, nil):
            trigger = .t
            parts = [(try vector(of: .text(text)), 1)]
        case (nil, let picture?, nil):
            // Pictures are compared with pictures: the surest cell of the grid.
            (trigger, view) = (.i, query.view ?? .i)
            parts = [(try vector(of: .picture(picture)), 1)]
        case (nil, nil, let asked?):
            let (vector, own) = try stored(asked, view)
            trigger = own
            parts = [(vector, 1)]
        default:
            parts = try mixed(text, query.picture, asked, query.weights)
        }
        for vector in try unlike(query.not) { parts.append((vector, -0.5)) }
        let plain = asked == nil && query.picture == nil && query.not == Query.Unlike()
        return Question(
            vector: try Self.sum(parts), trigger: trigger, view: view, lexical: plain ? text : nil, asked: asked)
    }

    private func mixed(
        _ text: String?, _ picture: Picture?, _ asked: StoredProduct?, _ weights: Query.Weights
    ) throws -> [(vector: [Float], weight: Float)] {
        var parts: [(vector: [Float], weight: Float)] = []
        let image = picture ?? asked.flatMap { ListingEncoder.mainPictures([$0], for: reading.living.model)[0] }
        if let text, let image, weights == Query.Weights() {
            parts.append((try vector(of: .product(image, text)), 1))
        } else {
            if let picture { parts.append((try vector(of: .picture(picture)), weights.image)) }
            if let text { parts.append((try vector(of: .text(text)), weights.text)) }
        }
        if let asked, picture != nil || weights != Query.Weights() || image == nil {
            parts.append((try stored(asked, .m).vector, weights.product))
        }
        return parts
    }

    private func unlike(_ not: Query.Unlike) throws -> [[Float]] {
        var vectors: [[Float]] = []
        if let text = not.text { vectors.append(try vector(of: .text(text))) }
        if let id = not.product { vectors.append(try stored(try product(id), .m).vector) }
        return vectors
    }

    private func product(_ id: ProductID) throws -> StoredProduct {
        guard let stored = try store.product(id) else { throw RetrievalError.unknownProduct(id) }
        return stored
    }

    /// The product's vector in a view, or its joint one where it lacks that side; and which of the two it is.
    private func stored(_ product: StoredProduct, _ view: View) throws -> (vector: [Float], view: View) {
        guard let row = reading.row(of: product.id) else { throw RetrievalError.notIndexed(product.id) }
        if let vector = reading.vector(row, view) { return (vector, view) }
        guard let vector = reading.vector(row, .m) else { throw RetrievalError.notIndexed(product.id) }
        return (vector, .m)
    }

    private static func sum(_ parts: [(vector: [Float], weight: Float)]) throws(RetrievalError) -> [Float] {
        guard var sum = parts.first.map({ part in part.vector.map { $0 * part.weight } }) else { throw .emptyQuery }
        for part in parts.dropFirst() {
            for at in sum.indices { sum[at] += part.vector[at] * part.weight }
        }
        let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-6 else { throw .badNumber(field: "weights", allowed: "what does not cancel out") }
        return sum.map { $0 / length }
    }
}
