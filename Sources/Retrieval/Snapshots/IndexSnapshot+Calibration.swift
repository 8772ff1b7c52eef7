import Neighbors
import Records

extension IndexSnapshot {
    private static let mostPairs = 5000

    /// The same snapshot, with how sure a cosine makes, for each pair of views.
    ///
    /// - Parameters:
    ///   - pairs: Held-out products that clicks join.
    ///   - categories: Of each row.
    func calibrated(by pairs: [(ProductID, ProductID)], categories: [String]) -> IndexSnapshot {
        let placed = pairs.lazy.compactMap { pair -> (Int, Int)? in
            guard let a = row(of: pair.0), let b = row(of: pair.1) else { return nil }
            return (a, b)
        }.prefix(Self.mostPairs)
        // Each pair's trigger against another of its category: of one kind, and joined by nothing.
        let byCategory = Dictionary(grouping: categories.indices, by: { categories[$0] })
        let others = placed.enumerated().compactMap { at, pair -> (Int, Int)? in
            guard let alike = byCategory[categories[pair.0]], alike.count > 2 else { return nil }
            let other = alike[(at * 7919 + 13) % alike.count]
            return other == pair.0 || other == pair.1 ? nil : (pair.0, other)
        }
        var manifest = manifest
        for cell in Evaluation.Cell.all {
            func cosines(_ pairs: some Sequence<(Int, Int)>) -> [Float] {
                pairs.compactMap { a, b in
                    guard let one = vector(a, cell.trigger), let other = vector(b, cell.offer) else { return nil }
                    return innerProduct(one, other)
                }
            }
            manifest.calibrations[cell.description] = Calibration.fitted(
                pairs: cosines(placed), others: cosines(others))
        }
        return IndexSnapshot(
            manifest: manifest, products: products, indexes: indexes, gallery: gallery, alive: alive,
            contents: contents,
            facets: facets)
    }
}
