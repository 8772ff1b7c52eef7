public import Catalog
import Foundation
import Records

/// A product as a client sees it: without the style label, and without the places of files.
public struct ProductAnswer: Encodable, Sendable {
    private let id: String
    private let title: String
    private let description: String?
    private let category: [String]?
    private let brand: String?
    private let seller: String?
    private let price: Double?
    private let currency: String?
    private let attributes: [String: String]?
    /// Where its picture is served; absent where it has none.
    private let image: String?

    public init(_ stored: StoredProduct) {
        let product = stored.product
        (id, title, description) = (product.id.text, product.title, product.description)
        category = product.category.isEmpty ? nil : product.category
        (brand, seller) = (product.brand, product.seller)
        (price, currency) = (product.price?.amount, product.price?.currency)
        attributes = product.attributes.isEmpty ? nil : product.attributes
        image = stored.picture == nil ? nil : Self.imagePath(product.id)
    }

    /// The address of a product's picture on this server.
    static func imagePath(_ id: ProductID) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return "/v1/products/\(id.text.addingPercentEncoding(withAllowedCharacters: plain) ?? "")/image"
    }
}
