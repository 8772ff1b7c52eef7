import Catalog
import Records

/// Which listing of a cluster to keep, and why.
struct KeptListing {
    let id: ProductID
    /// In words.
    let because: [String]

    /// - Parameters:
    ///   - products: The listings of the cluster, in the order of their ids.
    ///   - decided: What people decided about two of them.
    init(_ products: [StoredProduct], decided: [PairDecision]) {
        let ids = Set(products.map(\.id))
        let latest = decided.sorted { $0.time > $1.time }
        if let keep = latest.compactMap(\.keep).first(where: { ids.contains($0) }) {
            (id, because) = (keep, ["a person decided so"])
            return
        }
        let told = products.map { Completeness($0) }
        // The least id of equals comes first.
        let best = told.indices.reduce(0) { told[$1].sum > told[$0].sum ? $1 : $0 }
        id = products[best].id
        let others = told.enumerated().filter { $0.offset != best }.map(\.element)
        because = told[best].advantages(over: others)
    }
}

/// How much a listing tells: its fields, then the sharpness of its picture and the length of its words.
private struct Completeness {
    private let fields: Int
    private let pixels: Double
    private let letters: Int

    init(_ stored: StoredProduct) {
        let product = stored.product
        let told = [
            product.description != nil, product.brand != nil, product.price != nil, !product.category.isEmpty,
            stored.picture != nil,
        ]
        fields = told.filter { $0 }.count + min(8, product.attributes.count) + min(4, product.images.count)
        pixels = stored.picture.map { Double($0.width) * Double($0.height) } ?? 0
        letters = product.title.utf8.count + (product.description?.utf8.count ?? 0)
    }

    var sum: Double { Double(fields) + min(1, pixels / 4e6) + min(1, Double(letters) / 2000) }

    func advantages(over others: [Completeness]) -> [String] {
        var words: [String] = []
        let (most, largest, longest) = (
            others.map(\.fields).max() ?? 0, others.map(\.pixels).max() ?? 0, others.map(\.letters).max() ?? 0
        )
        if fields > most { words.append("tells more: \(fields) fields and pictures against \(most)") }
        if pixels > largest {
            words.append("has the larger picture: \(Int(pixels / 1000)) against \(Int(largest / 1000)) thousand pixels")
        }
        if letters > longest { words.append("is described at greater length: \(letters) letters against \(longest)") }
        return words.isEmpty ? ["tells as much as the others; the first by id"] : words
    }
}
