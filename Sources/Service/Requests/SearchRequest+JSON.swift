import Foundation
import Pictures
import Records
import Retrieval

extension SearchRequest: Decodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case text, image, box, product, weights, not, filter, view, limit, offset, page, facets, fold, explain
        case imageURL = "image_url"
        case minScore = "min_score"
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        query.text = try fields.decodeIfPresent(String.self, forKey: .text)
        image = try fields.decodeIfPresent(String.self, forKey: .image).map { try Self.picture(base64: $0) }
        try take(imageURL: try fields.decodeIfPresent(String.self, forKey: .imageURL))
        box = try fields.decodeIfPresent(BoxFields.self, forKey: .box)?.box
        query.product = try fields.decodeIfPresent(String.self, forKey: .product).map(Self.id)
        query.filter = try fields.decodeIfPresent(String.self, forKey: .filter).map { try Filter($0) }
        query.view = try fields.decodeIfPresent(String.self, forKey: .view).map(Self.view)
        if let weights = try fields.decodeIfPresent(WeightFields.self, forKey: .weights) {
            query.weights = weights.weights
        }
        if let not = try fields.decodeIfPresent(UnlikeFields.self, forKey: .not) {
            (query.not, unlike) = (not.unlike, not.images)
        }
        if let limit = try fields.decodeIfPresent(Int.self, forKey: .limit) { query.limit = limit }
        if let offset = try fields.decodeIfPresent(Int.self, forKey: .offset) { query.offset = offset }
        query.page = try fields.decodeIfPresent(String.self, forKey: .page).map { try PageToken($0) }
        query.minScore = try fields.float(.minScore)
        query.facets = try fields.decodeIfPresent([String].self, forKey: .facets) ?? []
        query.folds = try fields.decodeIfPresent(Bool.self, forKey: .fold) ?? false
        query.explains = try fields.decodeIfPresent(Bool.self, forKey: .explain) ?? false
    }

    /// A part of the picture, in fractions of its sides.
    struct BoxFields: Decodable {
        let box: PictureBox

        enum CodingKeys: CodingKey, CaseIterable { case x, y, width, height }

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(CodingKeys.self)
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let numbers = try CodingKeys.allCases.map { try fields.decode(Double.self, forKey: $0) }
            guard let box = PictureBox(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]) else {
                throw RequestError.bad(
                    decoder.codingPath, "it is no part inside the picture, in fractions of the picture's sides")
            }
            self.box = box
        }
    }

    /// How much each input counts; 1 where left out.
    struct WeightFields: Decodable {
        let weights: Query.Weights

        enum CodingKeys: CodingKey, CaseIterable { case text, image, product }

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknown(CodingKeys.self)
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            var weights = Query.Weights()
            weights.text = try fields.float(.text) ?? weights.text
            weights.image = try fields.float(.image) ?? weights.image
            weights.product = try fields.float(.product) ?? weights.product
            self.weights = weights
        }
    }
}

extension KeyedDecodingContainer {
    /// Nil where it is not there. What is too near to 0 for a `Float` is 0: read as one, it would be no number.
    func float(_ key: Key) throws -> Float? { try decodeIfPresent(Double.self, forKey: key).map { Float($0) } }
}
