public import Neighbors
public import Records

/// A frozen index of the catalogue: which products, and their vectors in the three views.
public struct IndexSnapshot: Sendable {
    public let manifest: Manifest
    /// Row to product, the same in every view.
    public let products: [ProductID]
    public let indexes: [View: any FrozenIndex]
    /// For each view the rows that have it; none where all do.
    public let present: [View: RowFilter]
    private let rows: [ProductID: Int]

    /// What a snapshot says of itself.
    public struct Manifest: Codable, Hashable, Sendable {
        /// Name and fingerprint of the model that made the vectors.
        public var model: String
        public var fingerprint: String
        public var dimension: Int
        public var count: Int
        /// The catalogue's revision when it was read.
        public var revision: Int64
        /// Which kind of index it is.
        public var kind: String
        /// By trigger and offer view, "t-m" and so on: words and pictures lie on scales of their own.
        public var calibrations: [String: Calibration]
        /// Seconds since 1970.
        public var built: Int64

        /// How sure a cosine makes, of a question in one view against offers in another.
        public func calibration(_ trigger: View, _ offer: View) -> Calibration {
            calibrations[Evaluation.Cell(trigger: trigger, offer: offer).description] ?? Calibration()
        }

        public init(
            model: String, fingerprint: String, dimension: Int, count: Int, revision: Int64, kind: String,
            calibrations: [String: Calibration] = [:], built: Int64
        ) {
            (self.model, self.fingerprint, self.dimension, self.count) = (model, fingerprint, dimension, count)
            (self.revision, self.kind, self.calibrations, self.built) = (revision, kind, calibrations, built)
        }
    }

    public init(manifest: Manifest, products: [ProductID], indexes: [View: any FrozenIndex]) {
        self.manifest = manifest
        self.products = products
        self.indexes = indexes
        rows = Dictionary(products.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var present: [View: RowFilter] = [:]
        for (view, index) in indexes {
            // A product that lacks a side has a row of zeros there.
            let found = (0..<index.count).filter { row in index.vector(row).contains { $0 != 0 } }
            if found.count < index.count { present[view] = RowFilter(count: index.count, rows: found) }
        }
        self.present = present
    }

    public func row(of product: ProductID) -> Int? { rows[product] }

    /// The unit vector of a product in a view; nil where it lacks that side.
    public func vector(_ row: Int, _ view: View) -> [Float]? {
        guard let index = indexes[view], present[view]?.contains(row) ?? true else { return nil }
        return index.vector(row)
    }

    /// How many vectors there are over all views.
    public var vectorCount: Int {
        indexes.reduce(0) { $0 + (present[$1.key]?.size ?? $1.value.count) }
    }

    /// The nearest rows in a view, among those that a filter holds.
    public func search(
        _ query: [Float], _ view: View, limit: Int, among filter: RowFilter? = nil
    ) throws(NeighborError) -> [Neighbor] {
        guard let index = indexes[view] else { return [] }
        let both: RowFilter?
        switch (filter, present[view]) {
        case (let filter?, let present?): both = filter.intersection(present)
        case (let filter, let present): both = filter ?? present
        }
        return try index.search(query, limit: limit, among: both)[0]
    }
}
