import Foundation
import Neighbors
import Retrieval

extension IndexStage {
    /// How the index in use compares with an exact search over the same vectors.
    struct Check: Encodable {
        /// Of the joint view.
        let recall: Double
        let queriesPerSecond: Double
        let views: [String: ViewCheck]

        enum CodingKeys: String, CodingKey {
            case recall = "recall@10"
            case queriesPerSecond = "queries_per_second"
            case views
        }
    }

    /// The same of one view's index, and what it is.
    struct ViewCheck: Encodable {
        let kind: String
        let reason: String
        let rows: Int
        let memoryBytes: Int
        let fileBytes: Int
        let recall: Double
        let queriesPerSecond: Double
        /// Of the check's own questions, those that a walk of the index could not answer and that were answered exactly.
        let fallbacks: Int

        enum CodingKeys: String, CodingKey {
            case kind, reason, rows, fallbacks
            case memoryBytes = "memory_bytes"
            case fileBytes = "file_bytes"
            case recall = "recall@10"
            case queriesPerSecond = "queries_per_second"
        }
    }

    /// Asks each view for the neighbours of `queries` products from all over the catalogue, one at a time.
    func check(_ queries: Int) throws -> Check {
        let opened = try folder.open()
        for refused in opened.refused { console.note("not used: \(refused)") }
        var views: [String: ViewCheck] = [:]
        for view in View.allCases {
            guard let index = opened.snapshot.indexes[view] else { continue }
            views[view.rawValue] = try check((index as? PartialIndex)?.part ?? index, queries)
        }
        return Check(
            recall: views["m"]?.recall ?? 1, queriesPerSecond: views["m"]?.queriesPerSecond ?? 0, views: views)
    }

    /// Says what was found.
    func report(_ check: Check) {
        var table = TextTable(["view", "kind", "rows", "memory", "recall@10", "queries/s", "fall-backs"])
        let views = check.views.sorted { $0.key < $1.key }
        for (view, found) in views {
            table.add([
                view, found.kind, "\(found.rows)", String(format: "%.1f MiB", Double(found.memoryBytes) / 1_048_576),
                String(format: "%.4f", found.recall), "\(Int(found.queriesPerSecond))", "\(found.fallbacks)",
            ])
        }
        table.lines.forEach(console.say)
        for (view, found) in views { console.note("\(view): \(found.reason)") }
    }

    private func check(_ index: any FrozenIndex, _ queries: Int) throws -> ViewCheck {
        let step = max(1, index.count / queries)
        let rows = Array(stride(from: 0, to: index.count, by: step).prefix(queries))
        let before = index.counts
        var found: [[Neighbor]] = []
        let began = ContinuousClock.now
        for row in rows { found += try index.search(index.vector(row), limit: 10) }
        let seconds = max(1e-6, (ContinuousClock.now - began) / .seconds(1))
        let fallbacks = index.counts.fallbacks - before.fallbacks
        var vectors: [Float] = []
        vectors.reserveCapacity(index.count * index.dimension)
        for row in 0..<index.count { vectors += index.vector(row) }
        let exact = try ExactIndex(vectors, dimension: index.dimension)
        let right = try exact.search(rows.flatMap(index.vector), limit: 10)
        let hits = zip(found, right).reduce(0) { sum, pair in
            sum + Set(pair.0.map(\.row)).intersection(pair.1.map(\.row)).count
        }
        let (summary, wanted) = (index.summary, right.reduce(0) { $0 + $1.count })
        return ViewCheck(
            kind: summary.kind, reason: summary.reason, rows: index.count, memoryBytes: summary.residentBytes,
            fileBytes: summary.mappedBytes, recall: wanted == 0 ? 1 : Double(hits) / Double(wanted),
            queriesPerSecond: Double(rows.count) / seconds, fallbacks: fallbacks)
    }
}
