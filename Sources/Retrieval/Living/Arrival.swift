import Catalog
import Records

/// A product that is to be found from now on as it is in the catalogue.
struct Arrival: Sendable {
    let id: ProductID
    let revision: Int64
    let content: ContentKey
    /// What filters see of it.
    let facets: Product
    /// Empty for one with nothing to be found by: what was found of it before goes.
    let vectors: ProductVectors

    init(_ stored: StoredProduct, _ content: ContentKey, _ vectors: ProductVectors) {
        (id, revision, self.content) = (stored.id, stored.revision, content)
        facets = stored.product.seenByFilters
        self.vectors = vectors
    }

    /// One that another snapshot has taken up.
    init(_ product: FreshProduct, _ vectors: ProductVectors) {
        (id, revision, content, facets) = (product.id, product.revision, product.content, product.facets)
        self.vectors = vectors
    }
}

extension Product {
    /// The product without what no filter asks for.
    var seenByFilters: Product {
        var product = self
        (product.description, product.images, product.style) = (nil, [], nil)
        return product
    }
}
