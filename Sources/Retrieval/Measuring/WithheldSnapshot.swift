public import Catalog
public import Encoders
import Neighbors
import Records

/// The vectors of some products as they would be if fields were not in their texts.
public struct WithheldSnapshot: Sendable {
    /// Of those products alone, in an exact index. The view i is as it was; t and m are encoded anew, and a product
    /// that is left without words has no view t, one without picture too no view m.
    public let snapshot: IndexSnapshot
    /// Products whose picture could not be read any more: their view m is of the words alone.
    public let unreadable: Int

    /// - Parameters:
    ///   - products: What is measured; those that `whole` does not have are left out.
    ///   - whole: The index, made by `model`.
    ///   - progress: Called with products done and their whole number.
    public init(
        of products: [StoredProduct], without fields: [WithheldField], _ whole: IndexSnapshot,
        _ model: EmbeddingModel, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let known = products.filter { whole.row(of: $0.id) != nil }
        let encoder = ListingEncoder(model: model)
        var rows = SnapshotRows(dimension: model.dimension)
        var unreadable = 0
        for start in stride(from: 0, to: known.count, by: 256) {
            let batch = known[start..<min(known.count, start + 256)].map { stored in
                var stored = stored
                stored.product = fields.reduce(stored.product) { $1.removed(from: $0) }
                return stored
            }
            for (stored, outcome) in zip(batch, try encoder.vectors(of: batch)) {
                var vectors = outcome.vectors
                vectors.i = whole.vector(of: stored.id, .i)
                unreadable += outcome.unreadable
                rows.append(stored, ContentKey(of: stored), vectors)
            }
            progress(start + batch.count, known.count)
        }
        var manifest = whole.manifest
        (manifest.count, manifest.kind) = (known.count, "exact")
        snapshot = try rows.freeze(manifest, ExactIndexing())
        self.unreadable = unreadable
    }
}
