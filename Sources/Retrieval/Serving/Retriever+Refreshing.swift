import Catalog
import Encoders
import Foundation
import Logging
import Neighbors
import Records

extension Retriever {
    /// Takes up the snapshot in use where it is another than before; questions meanwhile see the old one. A retriever that
    /// only reads takes up what changed in the catalogue, too, up to the first change that has to be encoded.
    ///
    /// - Returns: Whether another snapshot is in use.
    @discardableResult
    public func refresh() throws -> Bool {
        try refreshing.withLock { _ in
            let (before, refused) = state.withLock { state in
                if let retired = state.retired, retired.until < .now { state.retired = nil }
                return (state.serving.living, state.refused)
            }
            guard let current = folder.current, current != before.name, current != refused else {
                if !isWriter { try catchUp() }
                return false
            }
            let next = try Self.load(store, folder, models, journal, logger)
            guard next.living.name != before.name else {
                state.withLock { $0.refused = current }
                return false
            }
            try take(next, after: before, refused: next.living.name == current ? nil : current)
            return true
        }
    }

    /// Puts a snapshot in use, with all that the one before it had taken up.
    private func take(_ next: Serving, after before: LivingSnapshot, refused: String?) throws {
        try writing.withLock { _ in
            let isSameModel = before.frozen.manifest.fingerprint == next.living.frozen.manifest.fingerprint
            // Of another model nothing is known of what came meanwhile: `follow` encodes it.
            let fresh = isSameModel ? before.reading.freshRows.map { Arrival($0.product, $0.vectors) } : []
            try next.living.take(fresh, removing: before.reading.removals)
            state.withLock { state in
                state.retired = (before, .now + Self.pageLife)
                (state.serving, state.refused) = (next, refused)
            }
            if isWriter { rewriteJournal(next.living) }
        }
        logger.info(
            "a new index is in use",
            metadata: ["snapshot": "\(next.living.name)", "products": "\(next.living.reading.count)"])
    }

    /// What the snapshot does not hold, alone: the rest of the journal is not needed any more.
    private func rewriteJournal(_ living: LivingSnapshot) {
        let below = journal.turn()
        let records = living.reading.freshRows.map { JournalRecord($0.product, $0.vectors) }
        if keep(records, living.frozen.manifest) { journal.remove(below: below) }
    }

    static func load(
        _ store: CatalogStore, _ folder: SnapshotFolder, _ models: URL, _ journal: VectorJournal, _ logger: Logger
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
        var serving = Serving(
            living: try LivingSnapshot(opened.name, opened.snapshot, model), revision: manifest.revision)
        let (records, lost) = journal.records(of: manifest)
        if lost > 0 { logger.notice("the journal ends within a record", metadata: ["bytes": "\(lost)"]) }
        let known = KnownVectors(of: records, fingerprint: manifest.fingerprint)
        // All that is known is taken up, wherever it stands: it was acknowledged.
        var (seen, isWhole) = (serving.revision, true)
        while let last = try takeKnown(of: store.changes(since: seen), serving.living, known, &isWhole) {
            seen = last
            if isWhole { serving.revision = seen }
        }
        return serving
    }

    /// Takes up what changed since, as far as nothing has to be encoded.
    private func catchUp() throws {
        try writing.withLock { _ in
            let serving = serving
            var (seen, isWhole) = (serving.revision, true)
            while let last = try Self.takeKnown(of: store.changes(since: seen), serving.living, nil, &isWhole), isWhole
            {
                seen = last
                noteRevision(seen, of: serving.living)
            }
        }
    }

    /// Takes up those of the changes whose vectors are known.
    ///
    /// - Parameter isWhole: Set to false where there were others.
    /// - Returns: The revision of the last; nil where there are none.
    private static func takeKnown(
        of changes: [CatalogChange], _ living: LivingSnapshot, _ known: KnownVectors?, _ isWhole: inout Bool
    ) throws -> Int64? {
        let news = ChangeReading(changes, living.reading, known)
        try living.take(news.arrivals, removing: news.removals)
        isWhole = isWhole && news.unknown.isEmpty
        return changes.last?.revision
    }
}
