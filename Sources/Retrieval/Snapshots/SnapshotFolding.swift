import Catalog
import Foundation
import Neighbors
import Records

/// A snapshot with what has changed since put behind its rows: the graphs grow by what is new, nothing is encoded, and the
/// catalogue need not be read through but for what filters see.
///
/// Rows that went keep their places, so this is for as long as they are few.
struct SnapshotFolding {
    let store: CatalogStore
    let reading: SnapshotReading
    /// The catalogue's revision up to which every change is in the reading.
    let revision: Int64
    let indexing: any NeighborIndexing

    /// From this share of places without a product on, a snapshot is built anew.
    private static let mostDead = 0.2
    private static let batch = 1000

    private var frozen: IndexSnapshot { reading.living.frozen }

    /// Whether it is worth while: otherwise a snapshot is to be built anew.
    var isPossible: Bool {
        let dead = frozen.products.count - reading.frozenAlive.size
        // Without content keys nothing is known of the rows.
        return frozen.contents.count == frozen.products.count && frozen.products.count > 0
            && Double(dead) <= Self.mostDead * Double(frozen.products.count)
    }

    func build(isCancelled: () -> Bool) throws -> IndexSnapshot {
        let (fresh, alive) = (reading.freshRows, reading.frozenAlive)
        let count = frozen.products.count + fresh.count
        var list = ProductListBuilder()
        for product in frozen.products { list.append(product) }
        for (product, _) in fresh { list.append(product.id) }
        var indexes: [View: any FrozenIndex] = [:]
        for view in View.allCases {
            if isCancelled() { throw CancellationError() }
            indexes[view] = try extended(view, with: fresh.map { $0.vectors[view] }, count)
        }
        var manifest = reading.manifest
        (manifest.count, manifest.revision, manifest.files) = (count, revision, [:])
        manifest.built = Int64(Date().timeIntervalSince1970)
        var inUse = alive.prefix(count)
        for at in fresh.indices { inUse.insert(frozen.products.count + at) }
        return IndexSnapshot(
            manifest: manifest, products: try list.finish(), indexes: indexes,
            gallery: try extendedGallery(with: fresh.map(\.vectors.pictures)), alive: inUse.size == count ? nil : inUse,
            contents: frozen.contents + fresh.map(\.product.content),
            facets: try facets(alive, fresh.map(\.product.facets), isCancelled))
    }

    private func extended(_ view: View, with vectors: [[Float]?], _ count: Int) throws -> any FrozenIndex {
        let empty: any FrozenIndex = try ExactIndex([], dimension: frozen.manifest.dimension)
        let old = frozen.indexes[view] ?? empty
        let present = frozen.present(view) ?? .all(frozen.products.count)
        let inner = (old as? PartialIndex)?.part ?? old
        let index = try indexing.extend(inner, with: vectors.flatMap { $0 ?? [] })
        var there = present.prefix(count)
        for (at, vector) in vectors.enumerated() where vector != nil { there.insert(frozen.products.count + at) }
        return PartialIndex.covering(there, by: index)
    }

    private func extendedGallery(with further: [[(number: Int, vector: [Float])]]) throws -> IndexSnapshot.Gallery? {
        var vectors: [Float] = []
        var (owners, numbers) = (frozen.gallery?.owners ?? [], frozen.gallery?.numbers ?? [])
        for (at, pictures) in further.enumerated() {
            for (number, vector) in pictures {
                vectors += vector
                owners.append(Int32(frozen.products.count + at))
                numbers.append(UInt8(number))
            }
        }
        guard !owners.isEmpty else { return nil }
        let old: any FrozenIndex = try frozen.gallery?.index ?? ExactIndex([], dimension: frozen.manifest.dimension)
        return IndexSnapshot.Gallery(
            index: try indexing.extend(old, with: vectors), owners: owners, numbers: numbers)
    }

    /// Of each row as the catalogue has its product now: what changed since is told again.
    private func facets(_ alive: RowFilter, _ fresh: [Product], _ isCancelled: () -> Bool) throws -> FacetColumns {
        var columns = FacetColumnsBuilder()
        for start in stride(from: 0, to: frozen.products.count, by: Self.batch) {
            if isCancelled() { throw CancellationError() }
            let rows = start..<min(frozen.products.count, start + Self.batch)
            let asked = rows.filter(alive.contains).map { frozen.products[$0] }
            let stored = Dictionary(
                try store.products(asked).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            for row in rows {
                let product = alive.contains(row) ? stored[frozen.products[row]] : nil
                columns.append(product?.product.seenByFilters)
            }
        }
        for product in fresh { columns.append(product) }
        return try columns.finish()
    }
}
