public import Catalog
public import Encoders
import Files
public import Foundation
public import Logging
import Neighbors
public import Records
import Synchronization

/// Answers questions over the snapshot in use and what has changed since, and takes a new snapshot up when it is published.
///
/// Questions take no lock but to look up what is in use. Writes come one after the other.
public final class Retriever: Sendable {
    let store: CatalogStore
    let folder: SnapshotFolder
    let models: URL
    let logger: Logger
    /// Held by a retriever that writes; nil for one that only reads.
    private let lock: FolderLock?
    let state: Mutex<State>
    /// Held while changes go into the journal and the living snapshot, and while another takes its place.
    let writing = Mutex(())
    /// Held while a snapshot is opened: one takes the place of the one before it.
    let refreshing = Mutex(())
    let journal: VectorJournal

    struct State: Sendable {
        var serving: Serving
        /// The snapshot that was published last, where it is torn and the one before is used.
        var refused: String?
        /// The one before, for those who page through it.
        var retired: (living: LivingSnapshot, until: ContinuousClock.Instant)?
    }

    /// What is in use.
    struct Serving: Sendable {
        let living: LivingSnapshot
        /// The catalogue's revision up to which every change is in.
        var revision: Int64
    }

    /// How long pages of a snapshot are kept after another took its place.
    static let pageLife = Duration.seconds(600)

    /// Opens the snapshot in use and the model that made it, found by its name in `models`; changes of the catalogue whose
    /// vectors are known are in.
    ///
    /// - Parameter writes: Whether changes are to be taken up (`take`, `follow`, `fold`): one process may at a time.
    public init(
        _ store: CatalogStore, _ folder: SnapshotFolder, models: URL, writes: Bool = false, logger: Logger
    ) throws {
        (self.store, self.folder, self.models, self.logger) = (store, folder, models, logger)
        lock = writes ? try folder.writerLock() : nil
        journal = folder.journal
        let current = folder.current
        let serving = try Self.load(store, folder, models, journal, logger)
        state = Mutex(State(serving: serving, refused: serving.living.name == current ? nil : current))
    }

    /// Whether it takes up what is written.
    public var isWriter: Bool { lock != nil }
    var serving: Serving { state.withLock { $0.serving } }
    var reading: SnapshotReading { serving.living.reading }

    /// What the snapshot in use says of itself.
    public var manifest: IndexSnapshot.Manifest { serving.living.frozen.manifest }
    public var model: EmbeddingModel { serving.living.model }
    public var snapshot: IndexSnapshot { serving.living.frozen }
    /// The snapshot in use, and a number that no other has.
    public var inUse: (snapshot: IndexSnapshot, key: UInt64) {
        let living = serving.living
        return (living.frozen, living.key)
    }
    /// How many products are found now, and how many changes the snapshot in use has seen since it was built.
    public var counts: (products: Int, changes: Int) { (reading.count, serving.living.changes) }
    /// What the shortest side of a question's picture may be decoded down to.
    public var decodedSide: Int? { model.config.image.preprocessing.decodedSide }

    /// `count` products from all over what is found, or as many as there are.
    public func spread(_ count: Int) -> [ProductID] { reading.spread(count) }

    /// What was there when a page was first asked for.
    func reading(of page: PageToken) throws(RetrievalError) -> SnapshotReading {
        let state = state.withLock { $0 }
        for living in [state.serving.living, state.retired?.living].compactMap({ $0 }) where living.key == page.pin {
            guard let reading = living.reading(at: page.moment) else { break }
            return reading
        }
        throw .expiredPage
    }

    func noteRevision(_ revision: Int64, of living: LivingSnapshot) {
        state.withLock { state in
            guard state.serving.living === living else { return }
            state.serving.revision = max(state.serving.revision, revision)
        }
    }
}
