import Records

/// Products as the rows of a table that the importer knows.
struct ProductTable {
    let header: [String]
    let rows: [[String]]

    init(_ products: [Product]) {
        let attributes = Set(products.flatMap(\.attributes.keys)).sorted()
        header =
            ["id", "title", "description", "category", "brand", "seller", "price", "currency", "style", "image"]
            + attributes.map { "attribute.\($0)" }
        rows = products.map { product in
            [
                product.id.text, product.title, product.description ?? "",
                product.category.joined(separator: " > "), product.brand ?? "", product.seller ?? "",
                product.price.map { Self.money($0.amount) } ?? "", product.price?.currency ?? "",
                product.style ?? "", product.images.first ?? "",
            ] + attributes.map { product.attributes[$0] ?? "" }
        }
    }

    /// With two decimals, whatever the locale.
    private static func money(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
