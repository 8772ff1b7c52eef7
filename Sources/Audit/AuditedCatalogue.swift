public import Catalog
public import Neighbors

/// The listings that are audited, and the vectors known of them.
public struct AuditedCatalogue: Sendable {
    /// The vectors of one view; row by row those of `products`.
    public struct View: Sendable {
        public let index: any FrozenIndex
        /// The rows that have the view; nil where all do.
        public let present: RowFilter?

        public init(_ index: any FrozenIndex, present: RowFilter? = nil) {
            self.index = index
            self.present = present
        }

        func has(_ row: Int) -> Bool { present?.contains(row) ?? true }
    }

    public let products: [StoredProduct]
    public let image: View?
    public let text: View?
    public let joint: View?

    /// - Parameter products: In the order of the rows of every view.
    public init(products: [StoredProduct], image: View? = nil, text: View? = nil, joint: View? = nil) {
        for view in [image, text, joint] {
            precondition(view.map { $0.index.count == products.count } ?? true, "a view has a row for each product")
        }
        self.products = products
        self.image = image
        self.text = text
        self.joint = joint
    }

    var views: [View] { [image, text, joint].compactMap { $0 } }
}
