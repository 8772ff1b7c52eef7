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
        let zeros = [Float](repeating: 0, count: model.dimension)
        var unreadable = 0
        var views: [View: [Float]] = [.t: [], .m: []]
        views[.i] = known.flatMap { whole.vector(of: $0.id, .i) ?? zeros }
        for start in stride(from: 0, to: known.count, by: 256) {
            let batch = Array(known[start..<min(known.count, start + 256)])
            let pictures = SnapshotBuilder.pictures(batch, for: model)
            unreadable += zip(batch, pictures).count { $0.picture != nil && $1 == nil }
            let texts = batch.map { stored in
                fields.reduce(stored.product) { $1.removed(from: $0) }.listingText
            }
            let usable = batch.indices.filter { pictures[$0] != nil || !texts[$0].isEmpty }
            let new = try model.embed(listings: usable.map { (pictures[$0], texts[$0]) })
            let places = Dictionary(uniqueKeysWithValues: usable.enumerated().map { ($1, $0) })
            for at in batch.indices {
                let range = places[at].map { ($0 * model.dimension)..<(($0 + 1) * model.dimension) }
                views[.t]? += range.map { Array(new.t[$0]) } ?? zeros
                views[.m]? += range.map { Array(new.m[$0]) } ?? zeros
            }
            progress(start + batch.count, known.count)
        }
        var manifest = whole.manifest
        (manifest.count, manifest.kind) = (known.count, "exact")
        snapshot = IndexSnapshot(
            manifest: manifest, products: known.map(\.id),
            indexes: try views.mapValues { try ExactIndex($0, dimension: model.dimension) })
        self.unreadable = unreadable
    }
}
