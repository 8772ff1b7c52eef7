import Neighbors
import Records

extension IndexSnapshot {
    private static let mostPairs = 5000
    /// What the vectors of a question may be of: one view, or several that are added.
    private static let triggers: [Set<View>] = [[.i], [.t], [.m], [.i, .t], [.i, .m], [.t, .m], [.i, .t, .m]]

    /// The sum of a product's vectors in some views, of unit length, as a question is that adds them; nil where one is
    /// missing.
    private func sum(_ row: Int, _ views: Set<View>) -> [Float]? {
        let vectors = View.allCases.filter(views.contains).compactMap { vector(row, $0) }
        guard vectors.count == views.count, var sum = vectors.first else { return nil }
        if vectors.count == 1 { return sum }
        for other in vectors.dropFirst() {
            for at in sum.indices { sum[at] += other[at] }
        }
        let length = innerProduct(sum, sum).squareRoot()
        return length > 1e-6 ? sum.map { $0 / length } : nil
    }

    /// The same snapshot, with how sure a cosine makes, for each pair of views, and for sums of them.
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
        for triggers in Self.triggers {
            for offer in View.allCases {
                func cosines(_ pairs: some Sequence<(Int, Int)>) -> [Float] {
                    pairs.compactMap { a, b in
                        guard let one = sum(a, triggers), let other = vector(b, offer) else { return nil }
                        return innerProduct(one, other)
                    }
                }
                manifest.calibrations[Manifest.key(triggers, offer)] = Calibration.fitted(
                    pairs: cosines(placed), others: cosines(others))
            }
        }
        return IndexSnapshot(
            manifest: manifest, products: products, indexes: indexes, gallery: gallery, alive: alive,
            contents: contents,
            facets: facets)
    }
}
