public import Catalog
import Foundation
import Records

/// A product as a client sees it: without the style label, and without the places of files.
public struct ProductAnswer: JSONObject, Sendable {
    private let id: String
    private let title: String
    private let description: String?
    private let category: [String]?
    private let brand: String?
    private let seller: String?
    private let price: Double?
    private let currency: String?
    private let attributes: [String: String]?
    /// Where its main picture is served; absent where it has none.
    private let image: String?
    /// Where all its pictures are served, the main one first; absent where it has no other.
    private let images: [String]?

    public init(_ stored: StoredProduct) {
        let product = stored.product
        (id, title, description) = (product.id.text, product.title, product.description)
        category = product.category.isEmpty ? nil : product.category
        (brand, seller) = (product.brand, product.seller)
        (price, currency) = (product.price?.amount, product.price?.currency)
        attributes = product.attributes.isEmpty ? nil : product.attributes
        image = stored.picture == nil ? nil : Self.imagePath(product.id)
        let numbers = stored.pictures.indices
        images = numbers.count < 2 ? nil : numbers.map { Self.imagePath(product.id, number: $0) }
    }

    func write<Fields: JSONFieldWriting>(to fields: inout Fields) throws {
        try fields.put("id", id)
        try fields.put("title", title)
        try fields.put("description", description)
        try fields.put("category", category)
        try fields.put("brand", brand)
        try fields.put("seller", seller)
        try fields.put("price", price)
        try fields.put("currency", currency)
        try fields.put("attributes", attributes)
        try fields.put("image", image)
        try fields.put("images", images)
    }

    /// The address of a product's picture on this server.
    ///
    /// - Parameter number: 0 for the main one.
    static func imagePath(_ id: ProductID, number: Int = 0) -> String {
        let path = "/v1/products/\(PercentEncoding.segment(id.text))/image"
        return number == 0 ? path : "\(path)?number=\(number)"
    }
}
