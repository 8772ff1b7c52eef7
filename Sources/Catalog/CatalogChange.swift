public import Records

/// One change of the catalogue.
public enum CatalogChange: Hashable, Sendable {
    case stored(StoredProduct)
    case deleted(ProductID, revision: Int64)

    public var revision: Int64 {
        switch self {
        case .stored(let product): product.revision
        case .deleted(_, let revision): revision
        }
    }
}
