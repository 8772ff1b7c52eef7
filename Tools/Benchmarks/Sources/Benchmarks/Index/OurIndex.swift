import Faiss
import Foundation
import Neighbors

/// An index of ours of some kind, and how a benchmark makes it and asks it at several breadths.
struct OurIndex {
    /// The kinds that there are.
    static let kinds = ["graph", "exact"]

    private let built: any FrozenIndex
    private let file = FileManager.default.temporaryDirectory.appending(path: "measured-\(UUID().uuidString)")
    private var opened: (breadth: Int, index: any FrozenIndex)?

    init(_ vectors: [Float], as order: WorkOrder) throws {
        guard order.kind != "exact" else {
            built = try ExactIndex(vectors, dimension: order.dimension)
            return
        }
        built = try Self.settings(order).build(vectors, dimension: order.dimension)
    }

    /// The index, searched as widely as the order says.
    mutating func index(at order: WorkOrder) throws -> any FrozenIndex {
        guard order.kind != "exact" else { return built }
        if let opened, opened.breadth == order.breadth { return opened.index }
        opened = nil
        try built.write(to: file.path)
        defer { try? FileManager.default.removeItem(at: file) }
        let index = try Self.settings(order).open(file.path)
        opened = (order.breadth, index)
        return index
    }

    private static func settings(_ order: WorkOrder) -> FaissIndexing {
        var settings = FaissIndexing()
        settings.flatBelow = 0
        settings.links = order.links
        settings.construction = order.construction
        settings.breadth = order.breadth
        return settings
    }
}
