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
    /// - Returns: Whether there is a new one; false where another process is building one, or has published one that is to be
    ///   taken up first.
    @discardableResult
    public func fold(isCancelled: () -> Bool = { false }) throws -> Bool {
        guard let lock = try folder.buildLock() else { return false }
        return try withExtendedLifetime(lock) {
            try refresh()
            // What other processes wrote is in, and what is in is known to be.
            guard try follow(isEnough: isCancelled) else { throw CancellationError() }
            // The revision is read before the rows: all that it stands for is among them.
            let serving = serving
            let reading = serving.living.reading
            guard folder.current == serving.living.name else { return false }
            let indexing = folder.indexing.limited(toThreads: 1)
            let folding = SnapshotFolding(
                store: store, reading: reading, revision: serving.revision, indexing: indexing)
            let snapshot =
                folding.isPossible
                ? try folding.build(isCancelled: isCancelled)
                : try SnapshotBuilder(store, serving.living.model, indexing).build(
                    reusing: KnownVectors(of: reading), calibrations: reading.manifest.calibrations,
                    isCancelled: isCancelled
                ).snapshot
            let name = try folder.publish(snapshot)
            try refresh()
            return self.serving.living.name == name
        }
    }
}
