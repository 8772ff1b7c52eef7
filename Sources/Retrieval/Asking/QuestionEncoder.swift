import Catalog
import Pictures
import Records

/// Any mix of inputs to one vector: picture and words together are one joint vector, as a product of both would have
/// ("red dress" as a picture + "white": Chen et al., WWW 2023, section 5); further inputs are added by their weights.
struct QuestionEncoder {
    private let reading: SnapshotReading
    private let store: CatalogStore

    init(_ reading: SnapshotReading, _ store: CatalogStore) {
        (self.reading, self.store) = (reading, store)
    }

    /// How much all that answers should be unlike counts together: it turns a question away and never outweighs it,
    /// however many things it is (the mean of what is not wanted: Rocchio 1971).
    private static let unlikeWeight: Float = -0.5

    private func vector(of input: PassInput) throws -> [Float] { try reading.living.passes.vectors(of: [input])[0] }

    func encode(_ query: Query) throws -> Question {
        let text = query.text.flatMap { $0.isBlank ? nil : $0 }
        let asked = try query.product.map(product)
        var (trigger, view) = (View.m, query.view ?? .m)
        var parts: [Question.Part] = []
        switch (text, query.picture, asked) {
        case (let text?, nil, nil):
            trigger = .t
            parts = [Question.Part(inputs: ["text"], vector: try vector(of: .text(text)), weight: 1)]
        case (nil, let picture?, nil):
            // Pictures are compared with pictures: the surest cell of the grid.
            (trigger, view) = (.i, query.view ?? .i)
            parts = [Question.Part(inputs: ["image"], vector: try vector(of: .picture(picture)), weight: 1)]
        case (nil, nil, let asked?):
            let (vector, own) = try stored(asked, view)
            trigger = own
            parts = [Question.Part(inputs: ["product"], vector: vector, weight: 1)]
        default:
            parts = try mixed(text, query.picture, asked, query.weights)
        }
        parts += try unlike(query.not)
        let plain = asked == nil && query.picture == nil && query.not.isEmpty
        return try Question(parts, trigger: trigger, view: view, lexical: plain ? text : nil, asked: asked)
    }

    private func mixed(
        _ text: String?, _ picture: Picture?, _ asked: StoredProduct?, _ weights: Query.Weights
    ) throws -> [Question.Part] {
        var parts: [Question.Part] = []
        let image = picture ?? asked.flatMap { ListingEncoder.mainPictures([$0], for: reading.living.model)[0] }
        if let text, let image, weights == Query.Weights() {
            let inputs = ["text", picture == nil ? "product" : "image"]
            parts.append(Question.Part(inputs: inputs, vector: try vector(of: .product(image, text)), weight: 1))
        } else {
            if let picture {
                let vector = try vector(of: .picture(picture))
                parts.append(Question.Part(inputs: ["image"], vector: vector, weight: weights.image))
            }
            if let text {
                let vector = try vector(of: .text(text))
                parts.append(Question.Part(inputs: ["text"], vector: vector, weight: weights.text))
            }
        }
        if let asked, picture != nil || weights != Query.Weights() || image == nil {
            let vector = try stored(asked, .m).vector
            parts.append(Question.Part(inputs: ["product"], vector: vector, weight: weights.product))
        }
        return parts
    }

    private func unlike(_ not: Query.Unlike) throws -> [Question.Part] {
        let texts = not.texts.enumerated().filter { !$0.element.isBlank }
        let names = texts.map { "not.text.\($0.offset)" } + not.pictures.indices.map { "not.image.\($0)" }
        let inputs = texts.map { PassInput.text($0.element) } + not.pictures.map { PassInput.picture($0) }
        var named = Array(zip(names, try reading.living.passes.vectors(of: inputs)))
        named += try not.products.enumerated().map { ("not.product.\($0)", try stored(try product($1), .m).vector) }
        return named.map { name, vector in
            Question.Part(inputs: [name], vector: vector, weight: Self.unlikeWeight / Float(named.count))
        }
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
}
