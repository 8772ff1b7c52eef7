public import Neighbors
public import Records

/// A frozen index of the catalogue: which products, their vectors in the three views, and what filters see of them.
public struct IndexSnapshot: Sendable {
    public let manifest: Manifest
    /// Row to product, the same in every view.
    public let products: ProductList
    /// A row for each product; those that lack a view are left out of it.
    public let indexes: [View: any FrozenIndex]
    /// The further pictures of products that have several; nil where no product does.
    let gallery: Gallery?
    /// The rows in use: where changes were folded in, those that went keep their places until a snapshot is built anew; nil
    /// where all are.
    let alive: RowFilter?
    /// What each product's vectors were made of; empty where nobody asks.
    let contents: [ContentKey]
    /// What filters see; nil where nobody filters.
    let facets: FacetColumns?

    /// Pictures beyond the first of a product, in an index of their own.
    struct Gallery: Sendable {
        let index: any FrozenIndex
        /// For each row of the index the product's, ascending.
        let owners: [Int32]
        /// And which of the product's pictures it is, counted from 0: some may have been unreadable.
        let numbers: [UInt8]

        /// The rows of a product's further pictures.
        func rows(of product: Int) -> Range<Int> {
            func first(_ isBehind: (Int32) -> Bool) -> Int {
                var (low, high) = (0, owners.count)
                while low < high {
                    let middle = (low + high) / 2
                    if isBehind(owners[middle]) { high = middle } else { low = middle + 1 }
                }
                return low
            }
            return first { $0 >= product }..<first { $0 > product }
        }
    }

    init(
        manifest: Manifest, products: ProductList, indexes: [View: any FrozenIndex], gallery: Gallery? = nil,
        alive: RowFilter? = nil, contents: [ContentKey] = [], facets: FacetColumns? = nil
    ) {
        (self.manifest, self.products, self.indexes) = (manifest, products, indexes)
        (self.gallery, self.alive, self.contents, self.facets) = (gallery, alive, contents, facets)
    }

    public func row(of product: ProductID) -> Int? {
        products.row(of: product).flatMap { alive?.contains($0) ?? true ? $0 : nil }
    }

    /// How many products there are.
    public var count: Int { alive?.size ?? products.count }

    /// For each view the rows that have it; none where all do.
    public func present(_ view: View) -> RowFilter? { (indexes[view] as? PartialIndex)?.present }

    /// The unit vector of a product in a view; nil where it lacks that side.
    public func vector(_ row: Int, _ view: View) -> [Float]? {
        guard let index = indexes[view], present(view)?.contains(row) ?? true else { return nil }
        return index.vector(row)
    }

    /// How many vectors there are over all views.
    public var vectorCount: Int {
        indexes.reduce(gallery?.index.count ?? 0) { $0 + (present($1.key)?.size ?? $1.value.count) }
    }

    /// The vectors of a product whose content key is still the same.
    func vectors(of product: ProductID, _ content: ContentKey) -> ProductVectors? {
        guard let row = row(of: product), row < contents.count, contents[row] == content else { return nil }
        return vectors(at: row)
    }

    private func vectors(at row: Int) -> ProductVectors {
        var vectors = ProductVectors(i: vector(row, .i), t: vector(row, .t), m: vector(row, .m))
        guard let gallery else { return vectors }
        for at in gallery.rows(of: row) { vectors.put(gallery.index.vector(at), as: Int(gallery.numbers[at])) }
        return vectors
    }
}
