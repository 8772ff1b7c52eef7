import Neighbors
import Records

/// A living snapshot as it was at one moment: what a question is answered from, from its start to its end.
struct SnapshotReading: Sendable {
    let living: LivingSnapshot
    let moment: Moment
    private let state: LivingSnapshot.State

    init(_ living: LivingSnapshot, _ state: LivingSnapshot.State, at moment: Moment?) {
        (self.living, self.state, self.moment) = (living, state, moment ?? state.moment)
    }

    private var frozen: IndexSnapshot { living.frozen }
    var manifest: IndexSnapshot.Manifest { frozen.manifest }
    /// How many products are there now.
    var count: Int { state.count }
    /// Every row up to now, those that went among them.
    private var rowCount: Int { frozen.products.count + state.fresh.count }

    func product(_ row: Int) -> ProductID {
        row < frozen.products.count ? frozen.products[row] : state.fresh[row - frozen.products.count].id
    }

    /// The row of a product that was there at the moment.
    func row(of product: ProductID) -> Int? {
        for row in (state.rows[product] ?? []).reversed() {
            let at = row - frozen.products.count
            if state.fresh[at].born <= moment { return state.died[at].map { moment < $0 } ?? true ? row : nil }
        }
        guard let row = frozen.row(of: product) else { return nil }
        return state.gone[row].map { moment < $0 } ?? true ? row : nil
    }

    /// The unit vector of a row in a view; nil where it lacks that side.
    func vector(_ row: Int, _ view: View) -> [Float]? {
        guard row >= frozen.products.count else { return frozen.vector(row, view) }
        return state.fresh[row - frozen.products.count].has.contains(view) ? living.views[view]?.vector(row) : nil
    }

    /// The vectors of a product whose content key is still the same.
    func vectors(of product: ProductID, _ content: ContentKey) -> ProductVectors? {
        guard let row = row(of: product) else { return nil }
        guard row >= frozen.products.count else { return frozen.vectors(of: product, content) }
        let fresh = state.fresh[row - frozen.products.count]
        guard fresh.content == content else { return nil }
        return vectors(ofFresh: row, fresh)
    }

    /// The rows that came since the snapshot was built and are in use at the moment, ascending, with what made them.
    var freshRows: [(row: Int, product: LivingSnapshot.FreshProduct, vectors: ProductVectors)] {
        state.fresh.enumerated().compactMap { at, fresh in
            guard fresh.born <= moment, state.died[at].map({ moment < $0 }) ?? true else { return nil }
            return (frozen.products.count + at, fresh, vectors(ofFresh: frozen.products.count + at, fresh))
        }
    }

    /// The frozen rows in use at the moment.
    var frozenAlive: RowFilter {
        var alive = frozen.alive ?? .all(frozen.products.count)
        for (row, death) in state.gone where death <= moment { alive.remove(row) }
        return alive
    }

    private func vectors(ofFresh row: Int, _ fresh: LivingSnapshot.FreshProduct) -> ProductVectors {
        ProductVectors(
            i: vector(row, .i), t: vector(row, .t), m: vector(row, .m),
            further: fresh.gallery.map { living.gallery.vector($0) })
    }

    /// Whether a change of a product is in already, or a later one.
    func knows(_ product: ProductID, at revision: Int64) -> Bool {
        if let row = state.rows[product]?.last {
            return state.fresh[row - frozen.products.count].revision >= revision
        }
        return state.removed[product].map { $0 >= revision } ?? false
    }

    // MARK: Search

    /// The nearest rows in a view, among those that a filter holds, each product once. In view i a product counts by its
    /// best picture.
    func search(
        _ query: [Float], _ view: View, limit: Int, among filter: RowFilter? = nil
    ) throws(NeighborError) -> [Neighbor] {
        guard let index = living.views[view] else { return [] }
        let found = try index.search(query, limit: limit, among: filter, at: moment)[0]
        guard view == .i else { return found }
        return best(of: found, try galleryBest(query, limit, filter), limit)
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
    private func galleryBest(_ query: [Float], _ limit: Int, _ filter: RowFilter?) throws(NeighborError) -> [Int: Float]
    {
        let whole = (frozen.gallery?.owners.count ?? 0) + state.owners.count
        guard whole > 0 else { return [:] }
        let passing = filter.map { filter in
            RowFilter(count: whole, rows: (0..<whole).lazy.filter { filter.contains(owner($0)) })
        }
        // Several pictures of one product may come before the next product: asked for more until there are enough.
        var breadth = limit
        while true {
            breadth = min(whole, breadth * 2)
            let found = try living.gallery.search(query, limit: breadth, among: passing, at: moment)[0]
            var best: [Int: Float] = [:]
            for neighbor in found { best[owner(neighbor.row)] = max(best[owner(neighbor.row)] ?? -2, neighbor.score) }
            if best.count >= limit || found.count < breadth || breadth == whole { return best }
        }
    }

    private func owner(_ row: Int) -> Int {
        let known = frozen.gallery?.owners.count ?? 0
        return row < known ? Int(frozen.gallery!.owners[row]) : state.owners[row - known]
    }

    /// Which picture of a product is nearest to a question, counted from 0; nil where it has none.
    func bestPicture(_ row: Int, _ query: [Float]) -> Int? {
        let main = vector(row, .i).map { innerProduct($0, query) }
        let rows =
            row < frozen.products.count
            ? frozen.gallery?.rows(of: row) ?? 0..<0 : state.fresh[row - frozen.products.count].gallery
        let scores = [main] + rows.map { row in living.gallery.vector(row).map { innerProduct($0, query) } }
        return scores.indices.filter { scores[$0] != nil }.max { (scores[$0]!, $1) < (scores[$1]!, $0) }
    }

    /// The rows that satisfy a filter.
    func rows(satisfying filter: Filter) -> RowFilter {
        let known = living.filters.rows(satisfying: filter) { frozen.facets?.rows(satisfying: filter) }
        var rows = (known ?? RowFilter(count: frozen.products.count)).prefix(rowCount)
        for (block, columns) in state.facets.enumerated() {
            let first = frozen.products.count + block * LivingSnapshot.facetRows
            for row in columns.rows(satisfying: filter).rows { rows.insert(first + row) }
        }
        for at in (state.facets.count * LivingSnapshot.facetRows)..<state.fresh.count
        where filter.holds(for: state.fresh[at].facets) {
            rows.insert(frozen.products.count + at)
        }
        return rows
    }
}
