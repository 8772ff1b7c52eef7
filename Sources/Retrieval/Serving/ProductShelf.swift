import Catalog
import Synchronization

/// Products as the catalogue had them when they were answered last, by row.
///
/// A row is of one version of a product: what is kept of it is true for as long as the row is in use. Bounded; where it is
/// full, some give way, no matter which.
final class ProductShelf: Sendable {
    /// Threads that answer at the same time seldom meet at one part.
    private final class Part: Sendable {
        let products = Mutex<[Int: StoredProduct]>([:])
    }

    private static let partCount = 16
    private let parts = (0..<partCount).map { _ in Part() }
    private let bound: Int

    /// - Parameter bound: How many products are kept, about a kilobyte each.
    init(bound: Int = 32_768) { self.bound = max(1, bound / Self.partCount) }

    private func part(of row: Int) -> Part { parts[row % Self.partCount] }

    func product(_ row: Int) -> StoredProduct? { part(of: row).products.withLock { $0[row] } }

    func keep(_ product: StoredProduct, _ row: Int) {
        part(of: row).products.withLock { products in
            products[row] = product
            guard products.count > bound else { return }
            for old in products.keys.filter({ $0 != row }).prefix(max(1, bound / 8)) { products[old] = nil }
        }
    }
}
