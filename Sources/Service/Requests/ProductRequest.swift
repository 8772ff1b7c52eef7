import Foundation
import Records

/// A product as a client sends it to be stored.
struct ProductRequest: Sendable {
    /// Without images; nor a style label, which is no client's to give.
    var product: Product
    var pictures: GivenPictures
}

extension ProductRequest: Decodable {
    enum CodingKeys: CodingKey, CaseIterable {
        case id, title, description, category, brand, seller, price, currency, attributes, image, images
    }

    /// Where the address names the product, the body need not: the id in the path.
    static let idInPath = CodingUserInfoKey(rawValue: "idInPath")
    /// For a listing that needs no id yet: the one it has where it brings none.
    static let spareID = CodingUserInfoKey(rawValue: "spareID")

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknown(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func known(_ key: CodingUserInfoKey?) -> ProductID? { key.flatMap { decoder.userInfo[$0] as? ProductID } }
        let id = try Self.id(fields, inPath: known(Self.idInPath), spare: known(Self.spareID))
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
        pictures = try Self.pictures(fields, id)
    }

    private static func id(
        _ fields: KeyedDecodingContainer<CodingKeys>, inPath: ProductID?, spare: ProductID?
    ) throws -> ProductID {
        if let spare, !fields.contains(.id) { return spare }
        guard let inPath else { return try SearchRequest.id(try fields.decode(String.self, forKey: .id)) }
        let id = try fields.decodeIfPresent(String.self, forKey: .id)
        guard id == nil || id == inPath.text else {
            throw RequestError.badField("id", reason: "it is not the one in the address")
        }
        return inPath
    }

    /// From `images`, or from `image` where there is one at most.
    private static func pictures(
        _ fields: KeyedDecodingContainer<CodingKeys>, _ id: ProductID
    ) throws -> GivenPictures {
        var one: GivenPictures = .kept
        if fields.contains(.image) {
            let text = try fields.decodeIfPresent(String.self, forKey: .image)
            one = try text.map { try GivenPictures(image: $0, of: id) } ?? .given([])
        }
        guard fields.contains(.images) else { return one }
        // A product as a client read it has both, and says the same in both.
        guard one == .kept else {
            throw RequestError.badField("images", reason: "there is image too; give one of them")
        }
        return try GivenPictures(images: try fields.decodeIfPresent([String].self, forKey: .images) ?? [], of: id)
    }
}
