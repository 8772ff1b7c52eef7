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
    private let models: URL
    let logger: Logger
    /// Held by a retriever that writes; nil for one that only reads.
    private let lock: FolderLock?
    private let state: Mutex<State>
    /// Held while changes go into the journal and the living snapshot, and while another takes its place.
    let writing = Mutex(())

    struct State: Sendable {
        var serving: Serving
        /// The one before, for those who page through it.
        var retired: (living: LivingSnapshot, until: ContinuousClock.Instant)?
    }

    /// What is in use.
    struct Serving: Sendable {
        let living: LivingSnapshot
        let journal: VectorJournal
        /// The catalogue's revision up to which every change is in.
        var revision: Int64
    }

    /// How long pages of a snapshot are kept after another took its place.
    private static let pageLife = Duration.seconds(600)

    /// Opens the snapshot in use and the model that made it, found by its name in `models`; changes of the catalogue whose
    /// vectors are known are in.
    ///
    /// - Parameter writes: Whether changes are to be taken up (`take`, `follow`, `fold`): one process may at a time.
    public init(
        _ store: CatalogStore, _ folder: SnapshotFolder, models: URL, writes: Bool = false, logger: Logger
    ) throws {
        (self.store, self.folder, self.models, self.logger) = (store, folder, models, logger)
        lock = writes ? try folder.writerLock() : nil
        state = Mutex(State(serving: try Self.load(store, folder, models, logger)))
    }

    /// Whether it takes up what is written.
    public var isWriter: Bool { lock != nil }
    var serving: Serving { state.withLock { $0.serving } }
    var reading: SnapshotReading { serving.living.reading }

    /// What the snapshot in use says of itself.
    public var manifest: IndexSnapshot.Manifest { serving.living.frozen.manifest }
    public var model: EmbeddingModel { serving.living.model }
    public var snapshot: IndexSnapshot { serving.living.frozen }
    /// How many products are found now, and how many changes the snapshot in use has seen since it was built.
    public var counts: (products: Int, changes: Int) { (reading.count, serving.living.changes) }
    /// What the shortest side of a question's picture may be decoded down to.
    public var decodedSide: Int? { model.config.image.preprocessing.decodedSide() }

    /// Whether search finds a product as it is at a revision.
    public func finds(_ product: ProductID, at revision: Int64) -> Bool {
        let serving = serving
        return revision <= serving.revision || serving.living.reading.knows(product, at: revision)
    }

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

    /// Takes up the snapshot in use where it is another than before; questions meanwhile see the old one. Otherwise what
    /// changed in the catalogue is taken up as far as nothing has to be encoded.
    ///
    /// - Returns: Whether another snapshot is in use.
    @discardableResult
    public func refresh() throws -> Bool {
        state.withLock { state in
            if let retired = state.retired, retired.until < .now { state.retired = nil }
        }
        let before = serving.living
        guard let current = folder.current, current != before.name else {
            try writing.withLock { _ in
                var next = serving
                try Self.catchUp(&next, store, known: nil)
                noteRevision(next.revision, of: next.living)
            }
            return false
        }
        var next = try Self.load(store, folder, models, logger)
        guard next.living.name != before.name else { return false }
        try writing.withLock { _ in
            // What was taken up while the new one was opened.
            let known = KnownVectors(of: before.reading)
            try Self.catchUp(&next, store, known: known.ofModel(next.living.model.fingerprint))
            state.withLock { [next] state in
                state.retired = (state.serving.living, .now + Self.pageLife)
                state.serving = next
            }
        }
        logger.info(
            "a new index is in use",
            metadata: ["snapshot": "\(next.living.name)", "products": "\(next.living.reading.count)"])
        return true
    }

    private static func load(
        _ store: CatalogStore, _ folder: SnapshotFolder, _ models: URL, _ logger: Logger
    ) throws -> Serving {
        let opened = try folder.open()
        for refused in opened.refused {
            logger.error("an index is not used, the one before is", metadata: ["reason": "\(refused)"])
        }
        let manifest = opened.snapshot.manifest
        let model = try EmbeddingModel(from: models.appending(path: manifest.model).path)
        guard model.fingerprint == manifest.fingerprint else {
            throw RetrievalError.otherModel(
                index: "\(manifest.model) (\(manifest.fingerprint))", given: "\(model.name) (\(model.fingerprint))")
        }
        let living = try LivingSnapshot(opened.name, opened.snapshot, model)
        var serving = Serving(living: living, journal: folder.journal(of: manifest), revision: manifest.revision)
        let (records, lost) = serving.journal.records()
        if lost > 0 {
            logger.notice("the journal ends within a record", metadata: ["bytes": "\(lost)"])
        }
        try catchUp(&serving, store, known: KnownVectors(of: records, fingerprint: manifest.fingerprint))
        return serving
    }

    /// Takes up what changed since, as far as its vectors are known; `follow` works out the others.
    private static func catchUp(_ serving: inout Serving, _ store: CatalogStore, known: KnownVectors?) throws {
        var (seen, isWhole) = (serving.revision, true)
        while true {
            let changes = try store.changes(since: seen)
            guard let last = changes.last else { return }
            let news = ChangeReading(changes, serving.living.reading, known)
            try serving.living.take(news.arrivals, removing: news.removals)
            isWhole = isWhole && news.unknown.isEmpty
            seen = last.revision
            if isWhole { serving.revision = seen }
        }
    }
}
