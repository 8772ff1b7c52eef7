import Foundation
import Neighbors
import Retrieval

extension IndexStage {
    /// How the index in use compares with an exact search over the same vectors.
    struct Check: Encodable {
        let recall: Double
        let queriesPerSecond: Double

        enum CodingKeys: String, CodingKey {
            case recall = "recall@10"
            case queriesPerSecond = "queries_per_second"
        }
    }

    /// Asks the joint view for the neighbours of `queries` products from all over the catalogue, one at a time.
    func check(_ queries: Int) throws -> Check {
        let snapshot = try folder.open().snapshot
        guard let index = snapshot.indexes[.m] else { preconditionFailure("a snapshot that opens has all views") }
        let step = max(1, index.count / queries)
        let rows = Array(stride(from: 0, to: index.count, by: step).prefix(queries))
        let exact = try ExactIndex((0..<index.count).flatMap(index.vector), dimension: index.dimension)
        let right = try exact.search(rows.flatMap(index.vector), limit: 10)
        let began = Date()
        let found = try rows.map { try index.search(index.vector($0), limit: 10)[0] }
        let seconds = max(1e-6, Date().timeIntervalSince(began))
        let hits = zip(found, right).reduce(0) { sum, pair in
            sum + Set(pair.0.map(\.row)).intersection(pair.1.map(\.row)).count
        }
        return Check(
            recall: Double(hits) / Double(max(1, right.reduce(0) { $0 + $1.count })),
            queriesPerSecond: Double(rows.count) / seconds)
    }
}
