import Neighbors

extension SnapshotReading {
    /// The nearest rows in a view, among those that a filter holds, each product once. In view i a product counts by its
    /// best picture.
    func search(
        _ query: [Float], _ view: View, limit: Int, among filter: RowFilter? = nil
    ) throws(NeighborError) -> [Neighbor] {
        guard let index = living.views[view] else { return [] }
        let found = try index.search(query, limit: limit, among: filter, at: moment)[0]
        guard view == .i else { return found }
        return best(of: found, try furtherBest(query, limit, filter), limit)
    }

    private func best(of found: [Neighbor], _ more: [Int: Float], _ limit: Int) -> [Neighbor] {
        guard !more.isEmpty else { return found }
        var scores = more
        for neighbor in found { scores[neighbor.row] = max(scores[neighbor.row] ?? -.infinity, neighbor.score) }
        var list = NearestList(limit: limit)
        for (row, score) in scores { list.offer(Neighbor(row: row, score: score)) }
        return list.sorted
    }

    /// The best of the further pictures of `limit` products: product row to score.
    private func furtherBest(_ query: [Float], _ limit: Int, _ filter: RowFilter?) throws(NeighborError) -> [Int: Float]
    {
        let whole = living.looking(\.pictureCount)
        guard whole > 0 else { return [:] }
        let passing = filter.map { filter in
            living.looking { state in
                RowFilter(count: whole, rows: (0..<whole).lazy.filter { filter.contains(state.owner(ofPicture: $0)) })
            }
        }
        // Several pictures of one product may come before the next product: asked for more until there are enough.
        var breadth = limit
        while true {
            breadth = min(whole, breadth * 2)
            let found = try living.gallery.search(query, limit: breadth, among: passing, at: moment)[0]
            let best = living.looking { state in
                Dictionary(found.map { (state.owner(ofPicture: $0.row), $0.score) }, uniquingKeysWith: max)
            }
            if best.count >= limit || found.count < breadth || breadth == whole { return best }
        }
    }
}
