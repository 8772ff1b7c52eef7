import Catalog
import Neighbors
import Records

/// Products gathered row by row, to be frozen.
struct SnapshotRows {
    private let dimension: Int
    private var products = ProductListBuilder()
    private(set) var count = 0
    private(set) var categories: [String] = []
    private var contents: [ContentKey] = []
    private var facets = FacetColumnsBuilder()
    /// For each view the vectors of the rows that have it, and those rows.
    private var views: [View: (vectors: [Float], rows: [Int])] = [:]
    private var gallery: (vectors: [Float], owners: [Int32], numbers: [UInt8]) = ([], [], [])

    init(dimension: Int) { self.dimension = dimension }

    mutating func append(_ stored: StoredProduct, _ content: ContentKey, _ vectors: ProductVectors) {
        for view in View.allCases {
            guard let vector = vectors[view] else { continue }
            views[view, default: ([], [])].vectors += vector
            views[view, default: ([], [])].rows.append(count)
        }
        for (number, vector) in vectors.pictures {
            gallery.vectors += vector
            gallery.owners.append(Int32(count))
            gallery.numbers.append(UInt8(number))
        }
        products.append(stored.id)
        categories.append(stored.product.leafCategory ?? "")
        contents.append(content)
        facets.append(stored.product.seenByFilters)
        count += 1
    }

    func freeze(_ manifest: IndexSnapshot.Manifest, _ indexing: any NeighborIndexing) throws -> IndexSnapshot {
        var indexes: [View: any FrozenIndex] = [:]
        for view in View.allCases {
            let (vectors, rows) = views[view] ?? ([], [])
            let index = try indexing.build(vectors, dimension: dimension)
            indexes[view] = PartialIndex.covering(RowFilter(count: count, rows: rows), by: index)
        }
        let more =
            gallery.owners.isEmpty
            ? nil
            : IndexSnapshot.Gallery(
                index: try indexing.build(gallery.vectors, dimension: dimension), owners: gallery.owners,
                numbers: gallery.numbers)
        return IndexSnapshot(
            manifest: manifest, products: try products.finish(), indexes: indexes, gallery: more, contents: contents,
            facets: try facets.finish())
    }
}
