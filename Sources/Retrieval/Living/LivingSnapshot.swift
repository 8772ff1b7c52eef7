import Catalog
import Encoders
import Neighbors
import Records
import Synchronization

/// A snapshot and what has changed since, searched while it changes.
///
/// A product that changes gets a new row, and its row of before goes at the same moment; so what is found at a moment stays
/// what it was for as long as somebody pages through it.
final class LivingSnapshot: Sendable {
    /// The folder of the snapshot, in the folder of snapshots.
    let name: String
    /// Tells this from every other one, of other processes too: what a page is pinned to.
    let key = UInt64.random(in: .min ... .max)
    let frozen: IndexSnapshot
    let model: EmbeddingModel
    let views: [View: any NeighborIndex]
    /// The further pictures of products, their rows numbered apart.
    let gallery: any NeighborIndex
    let filters = FilterCache()
    private let state: Mutex<State>
    /// So many fresh rows are put into columns together: rows one by one cost a filter a microsecond each.
    static let facetRows = 512

    /// What is known of the rows. Those of later moments than `moment` are being written and are not looked at.
    struct State: Sendable {
        var moment = Moment.start
        /// The rows after the frozen ones.
        var fresh: [FreshProduct] = []
        /// What filters see of the fresh rows, `facetRows` in each; the last few rows are in none yet.
        var facets: [FacetColumns] = []
        /// When fresh rows went.
        var died: [Moment?] = []
        /// The fresh rows of a product, ascending; the last may be the one in use.
        var rows: [ProductID: [Int]] = [:]
        /// When frozen rows went.
        var gone: [Int: Moment] = [:]
        /// The revisions at which products went, so that an older change does not bring them back.
        var removed: [ProductID: Int64] = [:]
        /// For the gallery's rows after the frozen ones, the product's row.
        var owners: [Int] = []
        /// How many products there are.
        var count: Int
    }

    /// A row that came after the snapshot was built.
    final class FreshProduct: Sendable {
        let id: ProductID
        let revision: Int64
        let content: ContentKey
        let facets: Product
        let born: Moment
        /// The gallery's rows of its further pictures.
        let gallery: Range<Int>
        let has: Set<View>

        init(_ arrival: Arrival, _ born: Moment, gallery: Range<Int>) {
            (id, revision, content, facets) = (arrival.id, arrival.revision, arrival.content, arrival.facets)
            (self.born, self.gallery) = (born, gallery)
            has = Set(View.allCases.filter { arrival.vectors[$0] != nil })
        }
    }

    init(_ name: String, _ frozen: IndexSnapshot, _ model: EmbeddingModel) throws {
        (self.name, self.frozen, self.model) = (name, frozen, model)
        views = frozen.indexes.mapValues { LivingIndex($0, alive: frozen.alive) }
        gallery = LivingIndex(try frozen.gallery?.index ?? ExactIndex([], dimension: frozen.manifest.dimension))
        state = Mutex(State(count: frozen.count))
    }

    /// What is there now.
    var reading: SnapshotReading { SnapshotReading(self, state.withLock { $0 }, at: nil) }

    /// What was there at a moment of before; nil for one that is still to come.
    func reading(at moment: Moment) -> SnapshotReading? {
        let state = state.withLock { $0 }
        return moment <= state.moment ? SnapshotReading(self, state, at: moment) : nil
    }

    /// Products that came, changed or went since the snapshot was built.
    var changes: Int { state.withLock { $0.fresh.count + $0.gone.count } }

    /// Takes changes up, all at one moment; those that are older than what is known of their product are passed over. One
    /// caller at a time.
    ///
    /// - Returns: Whether anything changed.
    @discardableResult
    func take(_ arrivals: [Arrival], removing removals: [(id: ProductID, revision: Int64)] = []) throws -> Bool {
        // The rows are noted where they are, and seen once everything is in the indexes and the moment has come.
        let (writing, moment) = state.withLock { state in
            let moment = state.moment.next
            var writing = Writing()
            for arrival in arrivals where isNews(arrival.id, arrival.revision, state) {
                remove(arrival.id, moment, &state, &writing)
                if !arrival.vectors.isEmpty { insert(arrival, moment, &state, &writing) }
            }
            for removal in removals where isNews(removal.id, removal.revision, state) {
                remove(removal.id, moment, &state, &writing)
                state.removed[removal.id] = removal.revision
            }
            return (writing, moment)
        }
        guard writing.isSomething else { return false }
        for (view, index) in views {
            let added = writing.added[view] ?? Writing.Rows()
            try index.upsert(added.vectors, at: added.rows, replacing: writing.removed, moment)
        }
        try gallery.upsert(
            writing.pictures.vectors, at: writing.pictures.rows, replacing: writing.removedPictures, moment)
        let facets = try newFacets()
        state.withLock { state in
            state.moment = moment
            state.facets += facets
        }
        return true
    }

    /// Columns of the fresh rows that are enough for them and in none yet.
    private func newFacets() throws -> [FacetColumns] {
        let (fresh, known) = state.withLock { ($0.fresh, $0.facets.count) }
        return try (known..<(fresh.count / Self.facetRows)).map { block in
            var columns = FacetColumnsBuilder()
            for row in fresh[(block * Self.facetRows)..<((block + 1) * Self.facetRows)] { columns.append(row.facets) }
            return try columns.finish()
        }
    }

    /// What is written into the indexes at one moment.
    private struct Writing {
        struct Rows {
            var rows: [Int] = []
            var vectors: [Float] = []
        }
        var added: [View: Rows] = [:]
        var removed: [Int] = []
        var pictures = Rows()
        var removedPictures: [Int] = []
        var isSomething: Bool { !removed.isEmpty || added.values.contains { !$0.rows.isEmpty } }
    }

    private func isNews(_ id: ProductID, _ revision: Int64, _ state: State) -> Bool {
        if let removed = state.removed[id], removed >= revision { return false }
        if let row = state.rows[id]?.last { return state.fresh[row - frozen.products.count].revision < revision }
        // Of the frozen ones the snapshot's own revision is known, and that each is at least as new: the same again makes
        // a new row, and no harm.
        return true
    }

    private func insert(_ arrival: Arrival, _ moment: Moment, _ state: inout State, _ writing: inout Writing) {
        let row = frozen.products.count + state.fresh.count
        for view in View.allCases {
            guard let vector = arrival.vectors[view] else { continue }
            writing.added[view, default: Writing.Rows()].rows.append(row)
            writing.added[view, default: Writing.Rows()].vectors += vector
        }
        let known = frozen.gallery?.owners.count ?? 0
        let first = known + state.owners.count
        for vector in arrival.vectors.further.compactMap({ $0 }) {
            writing.pictures.rows.append(known + state.owners.count)
            writing.pictures.vectors += vector
            state.owners.append(row)
        }
        state.fresh.append(FreshProduct(arrival, moment, gallery: first..<(known + state.owners.count)))
        state.died.append(nil)
        state.rows[arrival.id, default: []].append(row)
        state.removed[arrival.id] = nil
        state.count += 1
    }

    private func remove(_ id: ProductID, _ moment: Moment, _ state: inout State, _ writing: inout Writing) {
        if let row = state.rows[id]?.last {
            let at = row - frozen.products.count
            guard state.died[at] == nil else { return }
            state.died[at] = moment
            writing.removed.append(row)
            writing.removedPictures += state.fresh[at].gallery
        } else if let row = frozen.row(of: id), state.gone[row] == nil {
            state.gone[row] = moment
            writing.removed.append(row)
            writing.removedPictures += frozen.gallery?.rows(of: row) ?? 0..<0
        } else {
            return
        }
        state.count -= 1
    }
}
