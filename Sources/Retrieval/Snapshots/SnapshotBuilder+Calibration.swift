import Neighbors
import Records

extension SnapshotBuilder {
    private static let mostPairs = 5000

    /// How sure a cosine makes, for each pair of views.
    ///
    /// - Parameters:
    ///   - views: For each view a row of each product (products, dimension); zeros where it lacks the view.
    ///   - pairs: Held-out products that clicks join.
    func calibrations(
        _ views: [View: [Float]], _ products: [ProductID], _ categories: [String], _ pairs: [(ProductID, ProductID)]
    ) -> [String: Calibration] {
        let rows = Dictionary(products.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let placed = pairs.lazy.compactMap { pair -> (Int, Int)? in
            guard let a = rows[pair.0], let b = rows[pair.1] else { return nil }
            return (a, b)
        }.prefix(Self.mostPairs)
        // Each pair's trigger against another of its category: of one kind, and joined by nothing.
        let byCategory = Dictionary(grouping: products.indices, by: { categories[$0] })
        let others = placed.enumerated().compactMap { at, pair -> (Int, Int)? in
            guard let alike = byCategory[categories[pair.0]], alike.count > 2 else { return nil }
            let other = alike[(at * 7919 + 13) % alike.count]
            return other == pair.0 || other == pair.1 ? nil : (pair.0, other)
        }
        var found: [String: Calibration] = [:]
        for cell in Evaluation.Cell.all {
            func cosines(_ pairs: some Sequence<(Int, Int)>) -> [Float] {
                pairs.compactMap { a, b in
                    guard let one = row(a, of: views[cell.trigger]), let other = row(b, of: views[cell.offer]) else {
                        return nil
                    }
                    return innerProduct(one, other)
                }
            }
            found[cell.description] = Calibration.fitted(pairs: cosines(placed), others: cosines(others))
        }
        return found
    }

    private func row(_ at: Int, of vectors: [Float]?) -> [Float]? {
        guard let vectors else { return nil }
        let row = Array(vectors[(at * model.dimension)..<((at + 1) * model.dimension)])
        return row.contains { $0 != 0 } ? row : nil
    }
}
