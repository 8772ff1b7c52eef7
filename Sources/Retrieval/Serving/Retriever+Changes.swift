import Catalog
import Neighbors
public import Records

extension Retriever {
    /// Changes that are encoded at a time.
    private static let batch = 128

    /// Takes up products as the catalogue has them now, or has them no more. Search finds them, or finds them no more, when
    /// this returns.
    public func take(_ ids: [ProductID]) throws {
        for start in stride(from: 0, to: ids.count, by: Self.batch) {
            try take(try store.changes(of: Array(ids[start..<min(ids.count, start + Self.batch)])))
        }
    }

    /// Takes up whatever changed in the catalogue since, whoever changed it.
    ///
    /// - Parameter isEnough: Asked between batches.
    /// - Returns: Whether all that changed is in.
    @discardableResult
    public func follow(isEnough: () -> Bool = { false }) throws -> Bool {
        while !isEnough() {
            let serving = serving
            let changes = try store.changes(since: serving.revision, limit: Self.batch)
            guard let last = changes.last else { return true }
            try take(changes)
            noteRevision(last.revision, of: serving.living)
        }
        return false
    }

    private func take(_ changes: [CatalogChange]) throws {
        // Encoding takes long and is done without a lock: where another model is in use by then, it is done again.
        while true {
            let living = serving.living
            var news = ChangeReading(changes, living.reading, nil)
            let encoded = try encode(news.unknown, living)
            news.add(encoded.map(\.arrival))
            let isTaken = try writing.withLock { _ in
                let serving = serving
                guard serving.living.model.fingerprint == living.model.fingerprint else { return false }
                keep(encoded.map(\.record), living.frozen.manifest)
                try serving.living.take(news.arrivals, removing: news.removals)
                return true
            }
            if isTaken { return }
        }
    }

    private func encode(
        _ unknown: [(stored: StoredProduct, content: ContentKey)], _ living: LivingSnapshot
    ) throws -> [(arrival: Arrival, record: JournalRecord)] {
        guard !unknown.isEmpty else { return [] }
        let outcomes = try ListingEncoder(model: living.model).vectors(of: unknown.map(\.stored))
        let unreadable = outcomes.reduce(0) { $0 + $1.unreadable }
        if unreadable > 0 {
            logger.warning("pictures cannot be read any more", metadata: ["pictures": "\(unreadable)"])
        }
        return zip(unknown, outcomes).map { change, outcome in
            let content = outcome.unreadable > 0 ? .incomplete : change.content
            return (
                Arrival(change.stored, content, outcome.vectors),
                JournalRecord(
                    id: change.stored.id, revision: change.stored.revision, content: content, vectors: outcome.vectors)
            )
        }
    }

    /// The catalogue has what was written; the journal only spares the work of encoding it again after a restart. So a disk
    /// that is full is said and nothing more.
    ///
    /// - Returns: Whether they are on disk.
    @discardableResult
    func keep(_ records: [JournalRecord], _ manifest: IndexSnapshot.Manifest) -> Bool {
        // Those that lack a picture are to be encoded again.
        let whole = records.filter { $0.content != .incomplete && $0.vectors.isFinite }
        do {
            try journal.append(whole, manifest)
            return true
        } catch {
            logger.error(
                "the journal cannot be written; after a restart these products are encoded again",
                metadata: ["products": "\(records.count)", "reason": "\(error)"])
            return false
        }
    }
}
