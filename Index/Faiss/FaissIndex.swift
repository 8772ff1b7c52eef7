import CFaiss
import Foundation
public import Neighbors

/// An index that FAISS searches: every row looked at, or a graph of them; search-only and free of locks.
public final class FaissIndex: FrozenIndex, @unchecked Sendable {  // FAISS's searches only read what is built
    public let dimension: Int
    public let count: Int
    /// Nil where there is no row: FAISS is never asked about nothing.
    private let handle: OpaquePointer?
    let kind: Kind
    /// HNSW's efSearch: how many rows are held while the graph is walked.
    let breadth: Int

    enum Kind: UInt32 {
        case flat = 1
        case graph = 2
    }

    /// Below this share of the rows a filter is searched exactly: a graph walk finds too few that pass.
    private static let narrow = 0.02

    init(_ handle: OpaquePointer?, dimension: Int, kind: Kind, breadth: Int) {
        self.handle = handle
        self.dimension = dimension
        self.kind = kind
        self.breadth = breadth
        count = handle.map { cfaiss_count($0) } ?? 0
    }

    deinit { if let handle { cfaiss_free(handle) } }

    public func search(
        _ queries: [Float], limit: Int, among filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]] {
        try check(queries, among: filter)
        let questions = queries.count / dimension
        let passing = filter?.size ?? count
        let wanted = min(limit, passing)
        guard let handle, wanted > 0, questions > 0 else { return [[Neighbor]](repeating: [], count: questions) }
        if let filter, kind == .graph, Double(passing) < Self.narrow * Double(count) {
            return try exactly(handle, queries, wanted, filter)
        }
        var found = try walk(handle, queries, questions, wanted, filter)
        // A walk may end before it has found as many as there are: those questions are asked exactly.
        for question in 0..<questions where found[question].count < wanted {
            let query = Array(queries[(question * dimension)..<((question + 1) * dimension)])
            found[question] = try exactly(handle, query, wanted, filter ?? .all(count))[0]
        }
        return found
    }

    private func walk(
        _ handle: OpaquePointer, _ queries: [Float], _ questions: Int, _ limit: Int, _ filter: RowFilter?
    ) throws(NeighborError) -> [[Neighbor]] {
        var scores = [Float](repeating: 0, count: questions * limit)
        var rows = [Int64](repeating: -1, count: questions * limit)
        var error = cfaiss_error()
        let bits = filter.map { $0.words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } } }
        let done = cfaiss_search(
            handle, queries, questions, limit, Int32(max(breadth, limit)), bits, &scores, &rows, &error)
        guard done == 1 else { throw .failed(reason: error.words) }
        return (0..<questions).map { question in
            (0..<limit).compactMap { at -> Neighbor? in
                let row = rows[question * limit + at]
                return row < 0 ? nil : Neighbor(row: Int(row), score: scores[question * limit + at])
            }.sorted { $0.precedes($1) }
        }
    }

    /// Looks at every row of the filter.
    private func exactly(
        _ handle: OpaquePointer, _ queries: [Float], _ limit: Int, _ filter: RowFilter
    ) throws(NeighborError) -> [[Neighbor]] {
        let questions = stride(from: 0, to: queries.count, by: dimension).map { Array(queries[$0..<($0 + dimension)]) }
        var lists = [NearestList](repeating: NearestList(limit: limit), count: questions.count)
        // One row at a time: a copy of all that pass may be as large as the index.
        var row = [Float](repeating: 0, count: dimension)
        var error = cfaiss_error()
        for number in filter.rows {
            guard cfaiss_vector(handle, number, &row, &error) == 1 else { throw .failed(reason: error.words) }
            for (at, question) in questions.enumerated() {
                lists[at].offer(Neighbor(row: number, score: innerProduct(question, row)))
            }
        }
        return lists.map(\.sorted)
    }

    /// The index as FAISS writes it; empty where there is no row.
    var bytes: Data {
        get throws(NeighborError) {
            guard let handle else { return Data() }
            var (size, error) = (0, cfaiss_error())
            guard let bytes = cfaiss_write(handle, &size, &error) else { throw .failed(reason: error.words) }
            defer { cfaiss_release(bytes) }
            return Data(bytes: bytes, count: size)
        }
    }

    public func vector(_ row: Int) -> [Float] {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        guard let handle else { return [] }
        var vector = [Float](repeating: 0, count: dimension)
        var error = cfaiss_error()
        let done = cfaiss_vector(handle, row, &vector, &error)
        precondition(done == 1, "FAISS keeps the vectors of flat and graph indexes")
        return vector
    }
}

extension cfaiss_error {
    /// FAISS's own words.
    var words: String {
        withUnsafeBytes(of: text) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
