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
        let model = reading.living.model
        guard model.readsPictures || query.picture == nil && query.not.pictures.isEmpty else {
            throw RetrievalError.readsNoPictures(model: model.name)
        }
        let text = query.text.flatMap { $0.isBlank ? nil : $0 }
        let asked = try query.product.map(product)
        var view = query.view ?? .m
        var parts: [Question.Part] = []
        switch (text, query.picture, asked) {
        case (let text?, nil, nil): parts = [try words(text, 1)]
        case (nil, let picture?, nil):
            // Pictures are compared with pictures: the surest cell of the grid.
            view = query.view ?? .i
            parts = [try image(picture, 1)]
        case (nil, nil, let asked?): parts = [try product(asked, view, 1)]
        default: parts = try mixed(text, query.picture, asked, query.weights)
        }
        parts += try unlike(query.not)
        let plain = asked == nil && query.picture == nil && query.not.isEmpty
        return try Question(parts, view: view, lexical: plain ? text : nil, asked: asked)
    }

    private func words(_ text: String, _ weight: Float) throws -> Question.Part {
        Question.Part(input: "text", trigger: .t, vector: try vector(of: .text(text)), weight: weight)
    }

    private func image(_ picture: Picture, _ weight: Float) throws -> Question.Part {
        Question.Part(input: "image", trigger: .i, vector: try vector(of: .picture(picture)), weight: weight)
    }

    private func product(_ asked: StoredProduct, _ view: View, _ weight: Float) throws -> Question.Part {
        let (vector, own) = try stored(asked, view)
        return Question.Part(input: "product", trigger: own, vector: vector, weight: weight)
    }

    private func mixed(
        _ text: String?, _ picture: Picture?, _ asked: StoredProduct?, _ weights: Query.Weights
    ) throws -> [Question.Part] {
        var parts: [Question.Part] = []
        let both = picture ?? asked.flatMap { ListingEncoder.mainPictures([$0], for: reading.living.model)[0] }
        if let text, let both, weights == Query.Weights() {
            let input = picture == nil ? "text+product" : "text+image"
            parts.append(
                Question.Part(input: input, trigger: .m, vector: try vector(of: .product(both, text)), weight: 1))
        } else {
            if let picture { parts.append(try image(picture, weights.image)) }
            if let text { parts.append(try words(text, weights.text)) }
        }
        if let asked, picture != nil || weights != Query.Weights() || both == nil {
            parts.append(try product(asked, .m, weights.product))
        }
        return parts
    }

    private func unlike(_ not: Query.Unlike) throws -> [Question.Part] {
        let texts = not.texts.enumerated().filter { !$0.element.isBlank }
        let names = texts.map { ("not.text", $0.offset) } + not.pictures.indices.map { ("not.image", $0) }
        let inputs = texts.map { PassInput.text($0.element) } + not.pictures.map { PassInput.picture($0) }
        let triggers = texts.map { _ in View.t } + not.pictures.map { _ in View.i }
        let count = inputs.count + not.products.count
        let weight = Self.unlikeWeight / Float(count)
        let encoded = zip(zip(names, triggers), try reading.living.passes.vectors(of: inputs)).map { named, vector in
            Question.Part(
                input: named.0.0, number: named.0.1, trigger: named.1, vector: vector, weight: weight)
        }
        return try encoded
            + not.products.enumerated().map { at, id in
                let (vector, own) = try stored(try product(id), .m)
                return Question.Part(
                    input: "not.product", number: at, trigger: own, vector: vector, weight: weight)
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
