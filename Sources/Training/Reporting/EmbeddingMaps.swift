/// Where held-out products lie in the space, as figures of the page.
struct EmbeddingMaps {
    /// Of the principal components, and of the neighbours where that was worth its seconds.
    let figures: [String]
    let legend: [(name: String, count: Int)]

    private static let mostPoints = 2000
    private static let mostNeighbours = 1000

    /// - Parameters:
    ///   - vectors: (products, dimension), the joint view.
    ///   - isFinal: The neighbours take a second, which a running training has better use for.
    init(_ vectors: [Float], _ products: [TrainingProduct], isFinal: Bool) {
        let dimension = products.isEmpty ? 0 : vectors.count / products.count
        let shown = Self.spread(products.count, Self.mostPoints)
        let rows = Self.rows(vectors, shown, dimension)
        let components = PrincipalComponents(rows, dimension: dimension)
        let categories = CategoryColours(shown.map { products[$0].categories })
        let names = zip(shown, categories.colours).map { at, colour in
            "\(PageText.cut(products[at].title ?? products[at].id.text, at: 80)) · \(categories.names[colour].name)"
        }
        legend = categories.names
        func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
        var maps = [
            PointMap(
                title: "The space, from its widest side",
                note: "\(PageText.grouped(shown.count)) held-out products, picture and text together, along the two "
                    + "directions in which they differ most, in cosines. Other directions are not seen here.",
                axes: (
                    "first component, \(percent(components.shares.x)) of the variance",
                    "second component, \(percent(components.shares.y))"
                ),
                places: components.places, colours: categories.colours, names: names, leastReach: 0.5)
        ]
        if isFinal, shown.count >= 20 {
            let near = Self.spread(shown.count, Self.mostNeighbours)
            let places = NeighbourMap.places(
                Self.rows(rows, near, dimension), dimension: dimension, from: near.map { components.places[$0] })
            let which = near.count < shown.count ? "\(PageText.grouped(near.count)) of them" : "The same products"
            maps.append(
                PointMap(
                    title: "The space, by its neighbours",
                    note: "\(which), laid out so that what lies near in all directions lies near here "
                        + "(t-SNE). How far islands lie apart means little.",
                    places: places, colours: near.map { categories.colours[$0] }, names: near.map { names[$0] }))
        }
        figures = maps.map { $0.figure() }
    }

    /// At most so many of `count` places, evenly spread.
    private static func spread(_ count: Int, _ most: Int) -> [Int] {
        let kept = min(count, most)
        return (0..<kept).map { $0 * count / kept }
    }

    private static func rows(_ vectors: [Float], _ places: [Int], _ dimension: Int) -> [Float] {
        places.flatMap { vectors[$0 * dimension..<($0 + 1) * dimension] }
    }
}
