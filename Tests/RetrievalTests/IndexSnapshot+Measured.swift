import Neighbors
import Records

@testable import Retrieval

extension IndexSnapshot {
    /// A snapshot that is only measured.
    init(manifest: Manifest, products: [ProductID], indexes: [View: any FrozenIndex]) throws {
        var list = ProductListBuilder()
        for product in products { list.append(product) }
        self.init(manifest: manifest, products: try list.finish(), indexes: indexes)
    }
}
