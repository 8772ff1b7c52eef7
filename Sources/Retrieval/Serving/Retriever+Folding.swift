import Catalog
import Neighbors

extension Retriever {
    /// A new snapshot costs as much as all that is in it: it pays from this share of the products on.
    private static let share = 0.05

    /// Whether so much has changed that looking at all of it beside the snapshot costs more than a new one.
    ///
    /// - Parameter fewest: How many changes it takes at least.
    public func isFoldingDue(after fewest: Int) -> Bool {
        let living = serving.living
        return living.changes >= max(fewest, Int(Self.share * Double(living.frozen.products.count)))
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
            let outcome = try SnapshotBuilder(store, serving.living.model, folder.indexing.limited(toThreads: 1)).build(
                reusing: KnownVectors(of: serving.living.reading),
                calibrations: serving.living.frozen.manifest.calibrations, isCancelled: isCancelled)
            try folder.publish(outcome.snapshot)
            guard try refresh() else { return false }
            serving.journal.remove(below: below)
            return true
        }
    }
}
