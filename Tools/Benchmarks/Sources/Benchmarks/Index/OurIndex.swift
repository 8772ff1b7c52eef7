import Faiss
import Foundation
import Neighbors

/// An index of ours of some kind, as a server has it: opened from a file that is mapped, once for each breadth asked, for an
/// index is frozen with its breadth.
struct OurIndex {
    private static let named: [String: IndexPlan.Kind] = [
        "graph": .graph, "bytes": .graphOfBytes, "lists": .lists, "exact": .exact,
    ]
    /// The kinds that there are, as the command line names them.
    static let kinds = ["graph", "bytes", "lists", "exact"]

    private var built: (any FrozenIndex)?
    private let file: String
    private var opened: [Int: any FrozenIndex] = [:]

    init(_ vectors: [Float], as order: WorkOrder) throws {
        built = try Self.settings(order).build(vectors, dimension: order.dimension)
        file = order.found
    }

    /// MiB that searches need in memory, by the index's own account.
    var needed: Double { Double(built?.summary.residentBytes ?? 0) / Double(1 << 20) }

    /// The index, searched as widely as the order says.
    mutating func index(at order: WorkOrder) throws -> any FrozenIndex {
        if let index = opened[order.breadth] { return index }
        try built?.write(to: file)
        built = nil
        let index = try Self.settings(order).open(file)
        opened[order.breadth] = index
        return index
    }

    private static func settings(_ order: WorkOrder) throws -> FaissIndexing {
        guard let kind = named[order.kind] else { throw EngineError.refused("ours", "there is no kind \(order.kind)") }
        var settings = FaissIndexing()
        settings.only = kind
        settings.links = order.links
        settings.construction = order.construction
        (settings.breadth, settings.probes) = (order.breadth, order.breadth)
        return settings
    }
}
