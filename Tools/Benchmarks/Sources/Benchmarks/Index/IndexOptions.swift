import ArgumentParser
import Foundation

/// What the benchmarks of indexes have in common.
struct IndexOptions: ParsableArguments {
    @Option(help: "How many vectors are indexed.")
    var rows = 100_000

    @Option(help: "How many numbers a vector has.")
    var dimension = 128

    @Option(help: "How many queries there are, none of them among the rows.")
    var queries = 1_000

    @Option(help: "Take vectors from this file of raw f32 (n, dimension) and make them unit length; not drawn.")
    var vectors: String?

    @Option(help: "Length of the noise about drawn centres, in lengths of a centre; a centre has about a hundred rows.")
    var spread: Float = 1.5

    @Option(help: "What the drawing starts from.")
    var seed: UInt64 = 1

    @Option(help: "Where vectors are written, in a folder that is removed at the end; 1.1 GB for a million of 256.")
    var scratch = FileManager.default.temporaryDirectory.path

    @Option(help: "A Python that has faiss-cpu, hnswlib, usearch and numpy; without it the peers are left out.")
    var python: String?

    @Option(help: "Where the peers' program is.")
    var script = "Tools/reference/index_speed.py"

    @Option(help: "Kinds of ours, with commas between them.")
    var ours = OurIndex.kinds.joined(separator: ",")

    @Option(help: "Peers, with commas between them; `none` for none.")
    var peers =
        "faiss hnsw,faiss hnsw sq8,faiss ivf,faiss ivf sq8,faiss flat,hnswlib,usearch f32,usearch i8,usearch i8 reranked"

    @Option(help: "Rows found for a query.")
    var limit = 10

    @Option(help: "Links of a row in a graph (M), for us and the peers.")
    var links = 32

    @Option(help: "How widely graphs are searched while they are made (efConstruction), for us and the peers.")
    var construction = 80

    @Option(help: "The recall at which speeds are compared.")
    var recall = 0.98

    var kinds: [(kind: String, peer: PythonPeer?)] {
        func names(_ list: String) -> [String] {
            list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0 != "none" }
        }
        let peer = python.map { PythonPeer(python: $0, script: script) }
        return names(ours).map { ($0, nil) } + (peer == nil ? [] : names(peers).map { ($0, peer) })
    }

    /// Runs `body` with the vectors in a folder that is gone afterwards.
    func withVectors(_ body: (VectorSet) throws -> Void) throws {
        let folder = URL(filePath: scratch).appending(path: "index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        progress("vectors")
        try body(
            VectorSet(
                .init(
                    file: vectors, rows: rows, queries: queries, dimension: dimension, spread: spread, seed: seed),
                in: folder))
    }

    func order(_ vectors: VectorSet) -> WorkOrder {
        var order = WorkOrder(act: .build)
        (order.rows, order.count, order.dimension) = (vectors.rows, vectors.count, vectors.dimension)
        (order.queries, order.asked) = (vectors.queries, vectors.asked)
        (order.links, order.construction, order.limit, order.threads) = (links, construction, limit, Machine.cores)
        return order
    }

    /// Every engine asked for, built, and with the breadths about the recall wanted; a peer that cannot be had is left out,
    /// and said to be.
    func engines(_ vectors: VectorSet, _ truth: [[Int]]) throws -> [MeasuredEngine] {
        try kinds.compactMap { kind, peer in
            let engine = try MeasuredEngine(kind, peer: peer, vectors, order(vectors))
            progress("build \(engine.engine.name)")
            do {
                try engine.build()
                try engine.bracket(recall, truth)
            } catch let error as EngineError where peer != nil {
                print("left out: \(error)")
                return nil
            }
            return engine
        }
    }

    func describe(_ vectors: VectorSet) {
        print(Machine.description + ", load \(Machine.load)")
        let drawn =
            self.vectors.map { "from \(URL(filePath: $0).lastPathComponent)" }
            ?? "drawn about \(max(16, rows / 100)) centres, spread \(spread), seed \(seed)"
        print("\(text(Double(vectors.count))) x \(vectors.dimension), \(drawn)")
        print("\(vectors.asked) queries, \(limit) rows each")
        print("graphs of \(links) links, built \(construction) wide, by \(Machine.cores) threads")
    }
}
