import Neighbors
import Records

/// The products that are ranked for every query of a measurement, in one view.
struct Offers: Sendable {
    private let ids: [ProductID]
    /// A unit vector of each; nil where it lacks the view.
    private let vectors: [[Float]?]

    init(_ ids: [ProductID], _ snapshot: IndexSnapshot, _ view: View) {
        self.ids = ids
        vectors = ids.map { snapshot.vector(of: $0, view) }
    }

    /// The place of the first relevant offer, from 1; an irrelevant one of the same score comes before it. Nil where no
    /// relevant one has the view.
    ///
    /// - Parameters:
    ///   - wanted: The places of the relevant ones among the offers.
    ///   - own: What the query was made of; it is not ranked.
    func firstRank(_ query: [Float], _ wanted: [Int], without own: ProductID) -> Int? {
        let scores = vectors.map { vector in vector.map { innerProduct(query, $0) } }
        guard let best = wanted.compactMap({ scores[$0] }).max() else { return nil }
        let relevant = Set(wanted)
        return 1
            + scores.indices.count { at in
                guard let score = scores[at], score >= best, !relevant.contains(at) else { return false }
                return ids[at] != own
            }
    }
}

extension IndexSnapshot {
    /// The unit vector of a product in a view; nil where it lacks that side or is not in the index.
    func vector(of product: ProductID, _ view: View) -> [Float]? {
        row(of: product).flatMap { vector($0, view) }
    }
}
