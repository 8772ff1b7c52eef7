import Foundation
import Records

/// A product as a client sends it to be stored.
struct ProductRequest: Sendable {
    /// Without images; nor a style label, which is no client's to give.
    var product: Product
    var image: Image

    enum Image: Equatable, Sendable {
        /// Nothing was said: the stored one stays.
        case kept
        /// `null` was said.
        case removed
        case given([UInt8])
    }
}

extension ProductRequest: Decodable {
    enum CodingKeys: CodingKey, CaseIterable {
        case id, title, description, category, brand, seller, price, currency, attributes, image
    }

    /// Where the address names the product, the body need not: the id in the path.
    static let idInPath = CodingUserInfoKey(rawValue: "idInPath")

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let id = try Self.id(fields, inPath: Self.idInPath.flatMap { decoder.userInfo[$0] as? ProductID })
        let amount = try fields.decodeIfPresent(Double.self, forKey: .price)
        let currency = try fields.decodeIfPresent(String.self, forKey: .currency)
        if let amount, !(amount.isFinite && amount >= 0) {
            throw RequestError.badField("price", reason: "it is no number from 0 on")
        }
        if currency != nil, amount == nil {
            throw RequestError.badField("currency", reason: "there is no price to go with it")
        }
        product = Product(
            id: id, title: try fields.decode(String.self, forKey: .title),
            description: try fields.decodeIfPresent(String.self, forKey: .description),
            category: try fields.decodeIfPresent([String].self, forKey: .category) ?? [],
            brand: try fields.decodeIfPresent(String.self, forKey: .brand),
            seller: try fields.decodeIfPresent(String.self, forKey: .seller),
            price: amount.map { Price(amount: $0, currency: currency) },
            attributes: try fields.decodeIfPresent([String: String].self, forKey: .attributes) ?? [:])
        image = try Self.image(fields, id)
    }

    private static func id(
        _ fields: KeyedDecodingContainer<CodingKeys>, inPath: ProductID?
    ) throws -> ProductID {
        guard let inPath else { return try SearchRequest.id(try fields.decode(String.self, forKey: .id)) }
        let id = try fields.decodeIfPresent(String.self, forKey: .id)
        guard id == nil || id == inPath.text else {
            throw RequestError.badField("id", reason: "it is not the one in the address")
        }
        return inPath
    }

    private static func image(_ fields: KeyedDecodingContainer<CodingKeys>, _ id: ProductID) throws -> Image {
        guard fields.contains(.image) else { return .kept }
        guard let text = try fields.decodeIfPresent(String.self, forKey: .image) else { return .removed }
        // What a client read it may send back.
        if text == ProductAnswer.imagePath(id) { return .kept }
        return .given(try SearchRequest.picture(base64: text))
    }
}
