import Catalog
import Neighbors

extension Retriever {
    /// Folding pays from so many changes on, or from this share of the products.
    private static let fewestChanges = 2000
    private static let share = 0.05

    /// Whether so much has changed that looking at all of it beside the snapshot costs more than a new one.
    public var isFoldingDue: Bool {
        let living = serving.living
        return living.changes >= max(Self.fewestChanges, Int(Self.share * Double(living.frozen.products.count)))
    }

    /// Builds a snapshot of what is there now and puts it in use; questions and writes go on meanwhile.
    ///
    /// - Returns: Whether there is a new one; false where another process is building one.
    @discardableResult
    public func fold(isCancelled: () -> Bool = { false }) throws -> Bool {
        guard let lock = try folder.buildLock() else { return false }
        return try withExtendedLifetime(lock) {
            let serving = serving
            // What is written from here on lies in segments that the new snapshot does not make needless.
            let below = serving.journal.turn()
            let outcome = try SnapshotBuilder(store, serving.living.model, folder.indexing.inBackground).build(
                reusing: KnownVectors(of: serving.living.reading),
                calibrations: serving.living.frozen.manifest.calibrations, isCancelled: isCancelled)
            try folder.publish(outcome.snapshot)
            guard try refresh() else { return false }
            serving.journal.remove(below: below)
            return true
        }
    }
}
