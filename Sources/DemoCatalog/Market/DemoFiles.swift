/// Where a written marketplace lies.
public struct DemoFiles: Hashable, Sendable {
    /// The products, one listing a row.
    public let products: String
    /// The click log.
    public let clicks: String
    /// The folder that the picture paths in `products` start at.
    public let images: String
}
