public import Records

/// A field of products that a measurement keeps from the text encoder: the name of a product, say, where it would give
/// the style away.
public enum WithheldField: Hashable, Sendable, CustomStringConvertible {
    case title, category, brand, description
    case attribute(String)

    /// What may be withheld, for messages.
    public static let known = "title, category, brand, description, attribute.NAME"

    /// - Parameter name: One of `known`; nil for any other.
    public init?(_ name: String) {
        let prefix = "attribute."
        switch name {
        case "title": self = .title
        case "category": self = .category
        case "brand": self = .brand
        case "description": self = .description
        default:
            guard name.hasPrefix(prefix), name.utf8.count > prefix.utf8.count else { return nil }
            self = .attribute(String(name.dropFirst(prefix.count)))
        }
    }

    public var description: String {
        switch self {
        case .title: "title"
        case .category: "category"
        case .brand: "brand"
        case .description: "description"
        case .attribute(let name): "attribute.\(name)"
        }
    }

    /// The product without the field.
    func removed(from product: Product) -> Product {
        var product = product
        switch self {
        case .title: product.title = ""
        case .category: product.category = []
        case .brand: product.brand = nil
        case .description: product.description = nil
        case .attribute(let name): product.attributes[name] = nil
        }
        return product
    }
}
