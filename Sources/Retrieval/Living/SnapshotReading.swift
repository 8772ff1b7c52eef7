import Neighbors
import Records

/// A living snapshot as it was at one moment: what a question is answered from, from its start to its end.
struct SnapshotReading: Sendable {
    let living: LivingSnapshot
    let moment: Moment

    init(_ living: LivingSnapshot, at moment: Moment) {
        (self.living, self.moment) = (living, moment)
    }

    private var frozen: IndexSnapshot { living.frozen }
    var manifest: IndexSnapshot.Manifest { frozen.manifest }
    /// How many products are there now.
    var count: Int { living.looking(\.count) }

    /// How many rows there are, those that went too.
    var rowCount: Int { living.looking(\.rowCount) }

    func product(_ row: Int) -> ProductID { living.looking { $0.product(row) } }

    /// The row of a product that is in use at the moment.
    func row(of product: ProductID) -> Int? { living.looking { $0.row(of: product, at: moment) } }

    /// The unit vector of a row in a view; nil where it lacks that side.
    func vector(_ row: Int, _ view: View) -> [Float]? {
        guard let fresh = living.looking({ $0.fresh(row) }) else { return frozen.vector(row, view) }
        return fresh.has.contains(view) ? living.views[view]?.vector(row) : nil
    }

    /// The vectors of a product whose content key is still the same.
    func vectors(of product: ProductID, _ content: ContentKey) -> ProductVectors? {
        guard let row = row(of: product) else { return nil }
        guard let fresh = living.looking({ $0.fresh(row) }) else { return frozen.vectors(of: product, content) }
        return fresh.content == content ? vectors(of: fresh, row) : nil
    }

    private func vectors(of fresh: FreshProduct, _ row: Int) -> ProductVectors {
        var vectors = ProductVectors(i: vector(row, .i), t: vector(row, .t), m: vector(row, .m))
        for (picture, number) in zip(fresh.gallery, fresh.numbers) {
            if let vector = living.gallery.vector(picture) { vectors.put(vector, as: number) }
        }
        return vectors
    }

    /// Whether a change of a product is in already, or a later one.
    func knows(_ product: ProductID, at revision: Int64) -> Bool {
        living.looking { $0.knows(product, at: revision) }
    }

    /// `count` products from all over, or as many as there are.
    func spread(_ count: Int) -> [ProductID] {
        living.looking { state in
            let step = max(1, state.rowCount / max(1, count))
            return stride(from: 0, to: state.rowCount, by: step).lazy.compactMap { start in
                (start..<min(start + step, state.rowCount)).first { state.isAlive($0, at: moment) }
            }.prefix(count).map { state.product($0) }
        }
    }

    /// Which picture of a product is nearest to a question, counted from 0, and its vector; nil where it has none.
    func bestPicture(_ row: Int, _ query: [Float]) -> (number: Int, vector: [Float])? {
        var best = vector(row, .i).map { (number: 0, vector: $0, score: innerProduct($0, query)) }
        let (rows, numbers): (Range<Int>, [Int])
        if let fresh = living.looking({ $0.fresh(row) }) {
            (rows, numbers) = (fresh.gallery, fresh.numbers)
        } else {
            rows = frozen.gallery?.rows(of: row) ?? 0..<0
            numbers = rows.map { Int(frozen.gallery?.numbers[$0] ?? 0) }
        }
        for (picture, number) in zip(rows, numbers) {
            guard let vector = living.gallery.vector(picture) else { continue }
            let score = innerProduct(vector, query)
            if score > best?.score ?? -.infinity { best = (number, vector, score) }
        }
        return best.map { ($0.number, $0.vector) }
    }

    /// The rows that satisfy a filter.
    func rows(satisfying filter: Filter) -> RowFilter {
        living.filters.rows(
            satisfying: filter, count: rowCount,
            frozen: { frozen.facets?.rows(satisfying: filter) ?? RowFilter(count: frozen.products.count) },
            fresh: { rows, held in
                // A copy, so that nobody waits while rows are looked at for the first time.
                living.looking { $0 }.put(filter, of: rows, into: &held)
            })
    }

    /// The rows in use, ascending.
    var rows: [Int] {
        let fresh = living.looking { state in
            state.fresh.indices.map { frozen.products.count + $0 }.filter { state.isAlive($0, at: moment) }
        }
        return frozenAlive.rows + fresh
    }

    /// Whether a row has a view.
    func has(_ row: Int, _ view: View) -> Bool {
        guard let fresh = living.looking({ $0.fresh(row) }) else { return frozen.present(view)?.contains(row) ?? true }
        return fresh.has.contains(view)
    }

    // MARK: For a snapshot that takes this one's place

    /// The frozen rows in use.
    var frozenAlive: RowFilter {
        var alive = frozen.alive ?? .all(frozen.products.count)
        for (row, death) in living.looking(\.gone) where death <= moment { alive.remove(row) }
        return alive
    }

    /// The rows that came since the snapshot was built and are in use, ascending, and their vectors.
    var freshRows: [(product: FreshProduct, vectors: ProductVectors)] {
        let rows = living.looking { state in
            state.fresh.indices.map { frozen.products.count + $0 }.filter { state.isAlive($0, at: moment) }
        }
        return rows.compactMap { row in
            living.looking { $0.fresh(row) }.map { ($0, vectors(of: $0, row)) }
        }
    }

    /// The products that went since.
    var removals: [(id: ProductID, revision: Int64)] { living.looking(\.removed).map { ($0.key, $0.value) } }
}
