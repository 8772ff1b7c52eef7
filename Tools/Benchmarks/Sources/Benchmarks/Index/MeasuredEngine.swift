import Foundation

/// An engine under measurement: how it was built, and how fast it is at a recall.
final class MeasuredEngine {
    let engine: IndexEngine
    private let base: WorkOrder
    private let vectors: VectorSet
    private(set) var seconds = Double.nan
    private(set) var mebibytes = Double.nan
    private(set) var needed: Double?
    /// Breadths whose recalls lie about the wanted one, or the only ones that there are.
    private(set) var points: [Point] = []

    struct Point {
        let breadth: Int
        let recall: Double
        /// Queries a second by way of asking, a value for each round.
        var rates: [Way: [Double]] = [:]
    }

    /// How queries come.
    struct Way: Hashable {
        let batch: Int
        let threads: Int
    }

    init(_ kind: String, peer: PythonPeer?, _ vectors: VectorSet, _ base: WorkOrder) throws {
        engine = try IndexEngine(kind, peer: peer)
        (self.base, self.vectors) = (base, vectors)
    }

    func build() throws {
        var order = base
        (order.act, order.kind) = (.build, engine.kind)
        order.found = vectors.folder.appending(path: engine.name).path
        let result = try engine.perform(order)
        (seconds, mebibytes, needed) = (result.seconds ?? .nan, result.mebibytes ?? .nan, result.needed)
    }

    /// The rows that are found for each query, fewer where it found no more.
    func find(breadth: Int, filter: String = "") throws -> [[Int]] {
        var order = base
        (order.act, order.kind, order.breadth, order.filter) = (.find, engine.kind, breadth, filter)
        order.found = vectors.folder.appending(path: "found.i32").path
        _ = try engine.perform(order)
        let data = try Data(contentsOf: URL(filePath: order.found))
        let rows = data.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
        return (0..<vectors.asked).map { query in
            rows[(query * base.limit)..<((query + 1) * base.limit)].filter { $0 >= 0 }.map(Int.init)
        }
    }

    /// Looks for the two breadths whose recalls lie about `wanted`.
    func bracket(_ wanted: Double, _ truth: [[Int]]) throws {
        points = []
        for breadth in engine.breadths {
            let recall = Self.recall(try find(breadth: breadth), truth)
            points = points.suffix(1) + [Point(breadth: breadth, recall: recall)]
            if recall >= wanted { break }
        }
    }

    /// Measures each point once more.
    func measure(_ way: Way, seconds: Double) throws {
        for at in points.indices {
            points[at].rates[way, default: []].append(try rate(points[at].breadth, way, seconds))
        }
    }

    func rate(_ breadth: Int, _ way: Way, _ seconds: Double, filter: String = "") throws -> Double {
        try time(breadth, way, seconds, filter: filter).rate ?? .nan
    }

    func time(_ breadth: Int, _ way: Way, _ seconds: Double, filter: String = "") throws -> WorkResult {
        var order = base
        (order.act, order.kind, order.breadth, order.filter) = (.time, engine.kind, breadth, filter)
        (order.batch, order.threads, order.seconds) = (way.batch, way.threads, seconds)
        return try engine.perform(order)
    }

    /// Queries a second where the recall is `wanted`: by a line through the two points about it. Nil where it is not
    /// reached; the widest point's where the narrowest is there already.
    func rate(_ way: Way, at wanted: Double) -> Double? {
        guard let last = points.last, last.recall >= wanted, let rates = last.rates[way] else { return nil }
        guard points.count == 2, let before = points[0].rates[way], last.recall > points[0].recall else {
            return median(rates)
        }
        let (low, high) = (median(before), median(rates))
        return low + (high - low) * (wanted - points[0].recall) / (last.recall - points[0].recall)
    }

    /// The share of the right rows that were found.
    static func recall(_ found: [[Int]], _ truth: [[Int]]) -> Double {
        let hits = zip(found, truth).reduce(0) { $0 + Set($1.0).intersection($1.1).count }
        return Double(hits) / Double(max(1, truth.reduce(0) { $0 + $1.count }))
    }
}
