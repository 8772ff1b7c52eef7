import ArgumentParser
import Foundation
import Neighbors

struct FiltersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filters", abstract: "Filtered search of vectors: what is found of what passes, and how quickly.",
        discussion: """
            Every engine searches as widely as it needs for the recall wanted without a filter. Filters pass 50 %, 10 %,
            1 %, .1 % and .01 % of the rows, by chance or by neighbourhoods. Peers filter in their own way: FAISS by
            IDSelector, hnswlib by a function (a call into Python for each row: its speed does not count), usearch from
            Python by fetching more, at most 10,000, and sieving. Speeds are those of one thread; of exact indexes of ours,
            of all cores.
            Not measured: what making a filter costs, and filters that differ from query to query.
              swift run -c release --package-path Tools/Benchmarks Benchmarks filters --python /tmp/peers/bin/python
            """)

    @OptionGroup var options: IndexOptions

    @Option(help: "Rounds over all engines.")
    var rounds = 3

    @Option(help: "Seconds for each figure of a round.")
    var seconds = 0.3

    func run() throws {
        try options.withVectors { vectors in
            options.describe(vectors)
            let rows = try VectorSet.floats(vectors.rows)
            let exact = try ExactIndex(rows, dimension: vectors.dimension)
            let truth = try vectors.truth(options.limit, in: exact)
            var engines: [(engine: MeasuredEngine, breadth: Int)] = []
            for engine in try options.engines(vectors, truth) {
                guard let point = engine.points.last else { continue }
                let without = "recall \(text(point.recall, 4)) without a filter"
                print("\(engine.engine.name): breadth \(point.breadth), \(without)")
                engines.append((engine, point.breadth))
            }
            let places = try FilterCase.places(rows, dimension: vectors.dimension)
            let path = vectors.folder.appending(path: "filter.bits").path
            for shape in FilterCase.Shape.allCases {
                for share in FilterCase.shares {
                    let filter = FilterCase(shape: shape, share: share)
                        .filter(vectors.count, places: places, seed: options.seed &+ 7)
                    try FilterCase.bytes(filter).write(to: URL(filePath: path))
                    print("\n\(text(100 * share, 2)) % of the rows, \(shape.rawValue): \(filter.size) pass")
                    let truth = try vectors.truth(options.limit, among: filter, in: exact)
                    try measure(engines, path, truth, wanted: min(options.limit, filter.size))
                }
            }
        }
    }

    private func measure(
        _ engines: [(engine: MeasuredEngine, breadth: Int)], _ path: String, _ truth: [[Int]], wanted: Int
    ) throws {
        var rates = [[Double]](repeating: [], count: engines.count)
        for _ in 0..<rounds {
            for (at, (engine, breadth)) in engines.enumerated() {
                // Batches spare the peers Python's calls; a small one ends in time where each query takes long.
                let way = MeasuredEngine.Way(batch: engine.engine.isOurs ? 1 : 32, threads: 1)
                rates[at].append(try engine.rate(breadth, way, seconds, filter: path))
            }
        }
        for (at, (engine, breadth)) in engines.enumerated() {
            let found = try engine.find(breadth: breadth, filter: path)
            let mean = Double(found.reduce(0) { $0 + $1.count }) / Double(max(1, found.count))
            let name = engine.engine.name
            print(
                "  " + name + String(repeating: " ", count: max(0, 20 - name.count))
                    + " recall \(text(MeasuredEngine.recall(found, truth), 4)), \(text(mean, 2)) of \(wanted) returned, "
                    + "\(text(median(rates[at]))) queries a second")
        }
    }
}
