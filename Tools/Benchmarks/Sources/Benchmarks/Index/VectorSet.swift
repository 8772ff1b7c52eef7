import Foundation
import Neighbors

/// The vectors of a run, as files that we and the peers map alike: rows and queries of raw little-endian f32, row-major.
struct VectorSet {
    let folder: URL
    let rows: String
    let queries: String
    let count: Int
    let asked: Int
    let dimension: Int

    /// What is asked for, on the command line.
    struct Wish {
        /// A file of (n, dimension) f32 to use instead of drawing; its last rows become the queries.
        var file: String?
        var rows: Int
        var queries: Int
        var dimension: Int
        var spread: Float
        var seed: UInt64
    }

    /// Draws rows and queries, or takes them from a file. Queries are never among the rows.
    init(_ wish: Wish, in folder: URL) throws {
        self.folder = folder
        dimension = wish.dimension
        rows = folder.appending(path: "rows.f32").path
        queries = folder.appending(path: "queries.f32").path
        asked = wish.queries
        if let file = wish.file {
            let given = try Self.floats(file)
            let all = given.count / dimension
            guard given.count == all * dimension, all > asked else {
                throw VectorSetError.extent(
                    file: file, values: given.count, dimension: dimension, queries: wish.queries)
            }
            let (asked, count) = (wish.queries, min(wish.rows, all - wish.queries))
            self.count = count
            // Queries at even steps: a file may be sorted.
            let chosen = Set((0..<asked).map { $0 * all / asked })
            let others = (0..<all).filter { !chosen.contains($0) }.prefix(count)
            func gather(_ at: some Sequence<Int>) -> [Float] {
                at.flatMap { ClusteredVectors.unit(Array(given[($0 * dimension)..<(($0 + 1) * dimension)])) }
            }
            try Self.write(to: rows) { try $0.write(contentsOf: Self.bytes(gather(others))) }
            try Self.write(to: queries) { try $0.write(contentsOf: Self.bytes(gather(chosen.sorted()))) }
            return
        }
        count = wish.rows
        var drawn = ClusteredVectors(
            dimension: dimension, centres: max(16, wish.rows / 100), spread: wish.spread, seed: wish.seed)
        let (count, asked) = (wish.rows, wish.queries)
        try Self.write(to: rows) { file in
            for first in stride(from: 0, to: count, by: 8192) {
                try file.write(contentsOf: Self.bytes(drawn.rows(min(8192, count - first))))
            }
        }
        try Self.write(to: queries) { try $0.write(contentsOf: Self.bytes(drawn.rows(asked))) }
    }

    /// The `limit` best rows of each query among those that pass, by the exact index.
    func truth(_ limit: Int, among filter: RowFilter? = nil, in exact: ExactIndex) throws -> [[Int]] {
        try exact.search(Self.floats(queries), limit: limit, among: filter).map { $0.map(\.row) }
    }

    func exact() throws -> ExactIndex { try ExactIndex(Self.floats(rows), dimension: dimension) }

    static func floats(_ path: String) throws -> [Float] {
        let data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        return [Float](unsafeUninitializedCapacity: data.count / 4) { $1 = data.copyBytes(to: $0) / 4 }
    }

    static func bytes<T>(_ values: [T]) -> Data { values.withUnsafeBytes { Data($0) } }

    static func write(to path: String, _ body: (FileHandle) throws -> Void) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        try body(file)
    }
}

enum VectorSetError: Error, CustomStringConvertible {
    case extent(file: String, values: Int, dimension: Int, queries: Int)

    var description: String {
        switch self {
        case .extent(let file, let values, let dimension, let queries):
            "\(file) holds \(values) values: no rows of \(dimension), or no more of them than \(queries) queries"
        }
    }
}
