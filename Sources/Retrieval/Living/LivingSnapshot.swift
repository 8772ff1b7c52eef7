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
    let wordMatches = Recent<WordMatches, [Int]>()
    /// By their digests.
    let questions = Recent<UInt64, Question>()
    let passes: QuestionPasses
    let shelf = ProductShelf()
    private let state: Mutex<LivingState>

    init(_ name: String, _ frozen: IndexSnapshot, _ model: EmbeddingModel) throws {
        (self.name, self.frozen, self.model) = (name, frozen, model)
        passes = QuestionPasses(model)
        views = frozen.indexes.mapValues { LivingIndex($0, alive: frozen.alive) }
        let pictures: any FrozenIndex =
            try frozen.gallery?.index ?? ExactIndex([], dimension: frozen.manifest.dimension)
        // Pictures of rows that went go with them.
        let alive = frozen.alive.map { alive in
            RowFilter(
                count: pictures.count,
                rows: (0..<pictures.count).lazy.filter { [gallery = frozen.gallery] at in
                    alive.contains(Int(gallery?.owners[at] ?? 0))
                })
        }
        gallery = LivingIndex(pictures, alive: alive)
        state = Mutex(LivingState(frozen))
    }

    /// What is there now.
    var reading: SnapshotReading { SnapshotReading(self, at: looking(\.moment)) }

    /// What was there at a moment of before; nil for one that is still to come.
    func reading(at moment: Moment) -> SnapshotReading? {
        moment <= looking(\.moment) ? SnapshotReading(self, at: moment) : nil
    }

    /// Products that came, changed or went since the snapshot was built.
    var changes: Int { looking { $0.fresh.count + $0.gone.count } }

    /// Looks a few things up; whoever copies much of the state makes the next write copy it too.
    func looking<Value: Sendable>(_ body: (LivingState) -> Value) -> Value { state.withLock { body($0) } }

    /// Takes changes up, all at one moment; those that are known already, or older, are passed over. One caller at a time.
    ///
    /// - Returns: Whether anything changed.
    @discardableResult
    func take(_ arrivals: [Arrival], removing removals: [(id: ProductID, revision: Int64)] = []) throws -> Bool {
        // The rows are noted where they are, and seen once everything is in the indexes and the moment has come.
        let (writing, moment) = state.withLock { state in
            let moment = state.moment.next
            var writing = Writing()
            for arrival in arrivals where !state.knows(arrival.id, at: arrival.revision) {
                writing.remove(state.remove(arrival.id, moment))
                // What holds a number that is none is found by nothing.
                guard !arrival.vectors.isEmpty, arrival.vectors.isFinite else { continue }
                let (row, picture) = state.insert(arrival, moment)
                writing.add(arrival.vectors, row, picture)
            }
            for removal in removals where !state.knows(removal.id, at: removal.revision) {
                writing.remove(state.remove(removal.id, moment, revision: removal.revision))
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
        let columns = try looking(\.withoutFacets).map { rows in
            var columns = FacetColumnsBuilder()
            for row in rows { columns.append(row.facets) }
            return try columns.finish()
        }
        state.withLock { state in
            state.moment = moment
            state.add(columns)
        }
        return true
    }

    /// What is written into the indexes at one moment.
    private struct Writing {
        struct Rows {
            var rows: [Int] = []
            var vectors: [Float] = []

            mutating func add(_ row: Int, _ vector: [Float]) {
                rows.append(row)
                vectors += vector
            }
        }
        var added: [View: Rows] = [:]
        var removed: [Int] = []
        var pictures = Rows()
        var removedPictures: [Int] = []
        var isSomething: Bool { !removed.isEmpty || !added.isEmpty }

        mutating func add(_ vectors: ProductVectors, _ row: Int, _ picture: Int) {
            for view in View.allCases {
                if let vector = vectors[view] { added[view, default: Rows()].add(row, vector) }
            }
            for (at, entry) in vectors.pictures.enumerated() { pictures.add(picture + at, entry.vector) }
        }

        mutating func remove(_ what: (row: Int, pictures: Range<Int>)?) {
            guard let what else { return }
            removed.append(what.row)
            removedPictures += what.pictures
        }
    }
}
