import Catalog
import Records

/// How much a listing tells: its fields, then the sharpness of its picture and the length of its words.
struct Completeness {
    private let told: [(what: String, isThere: Bool)]
    private let attributes: Int
    private let images: Int
    private let pixels: Double
    private let words: Int

    init(_ stored: StoredProduct) {
        let product = stored.product
        told = [
            ("a description", product.description != nil), ("a brand", product.brand != nil),
            ("a price", product.price != nil), ("a category", !product.category.isEmpty),
            ("a picture", stored.picture != nil),
        ]
        (attributes, images) = (product.attributes.count, product.images.count)
        pixels = stored.picture.map { Double($0.width) * Double($0.height) } ?? 0
        words = product.title.utf8.count + (product.description?.utf8.count ?? 0)
    }

    /// To be compared with those of others: the highest is kept.
    var value: Double {
        let fields = Double(told.filter(\.isThere).count + min(8, attributes) + min(4, images))
        return fields + min(1, pixels / 4e6) + min(1, Double(words) / 2000)
    }

    /// What it has that one of the others lacks, or has less of, in words.
    func advantages(over others: [Completeness]) -> [String] {
        var found = told.indices.filter { at in told[at].isThere && others.contains { !$0.told[at].isThere } }
            .map { "has \(told[$0].what)" }
        if others.contains(where: { $0.attributes < attributes }) { found.append("names more attributes") }
        if others.contains(where: { $0.images < images && $0.images > 0 }) { found.append("has more pictures") }
        if others.contains(where: { $0.pixels < pixels && $0.pixels > 0 }) { found.append("has the larger picture") }
        if others.contains(where: { $0.words < words }) { found.append("says more") }
        return found
    }

    /// Why the first of `listings` is kept rather than the others, in words.
    static func why(_ kept: StoredProduct, rather others: [StoredProduct]) -> [String] {
        let found = Completeness(kept).advantages(over: others.map(Completeness.init))
        return found.isEmpty ? ["tells as much as the others"] : found
    }
}
