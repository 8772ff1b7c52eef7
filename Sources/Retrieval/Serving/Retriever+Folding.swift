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

    /// Puts a snapshot of what is there now in use; questions and writes go on meanwhile.
    ///
    /// - Returns: Whether there is a new one; false where another process is building one.
    @discardableResult
    public func fold(isCancelled: () -> Bool = { false }) throws -> Bool {
        guard let lock = try folder.buildLock() else { return false }
        return try withExtendedLifetime(lock) {
            // What other processes wrote is in, and what is in is known to be.
            try follow(isCancelled: isCancelled)
            let serving = serving
            let indexing = folder.indexing.limited(toThreads: 1)
            // What is written from here on lies in segments that the new snapshot does not make needless. The revision was
            // read before the rows are: all that it stands for is among them.
            let (below, reading) = writing.withLock { _ in (serving.journal.turn(), serving.living.reading) }
            let folding = SnapshotFolding(
                store: store, reading: reading, revision: serving.revision, indexing: indexing)
            let snapshot =
                folding.isPossible
                ? try folding.build(isCancelled: isCancelled)
                : try SnapshotBuilder(store, serving.living.model, indexing).build(
                    reusing: KnownVectors(of: reading), calibrations: reading.manifest.calibrations,
                    isCancelled: isCancelled
                ).snapshot
            try folder.publish(snapshot)
            guard try refresh() else { return false }
            serving.journal.remove(below: below)
            return true
        }
    }
}
