import ArgumentParser
import Foundation

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Building and asking indexes of vectors, against other engines.",
        discussion: """
            Every index is held by a process of its own. All map the same vectors; each builds with all cores, alone. Then
            the two breadths are looked for whose recalls lie about the wanted one, and rounds go over all engines, a figure
            of each in turn; medians count, and a line through both points gives the speed at the recall wanted.
            Not measured: filters (`filters`), opening from disk, writes, and more threads than cores.
              python3 -m venv /tmp/peers && /tmp/peers/bin/pip install faiss-cpu hnswlib usearch numpy
              swift run -c release --package-path Tools/Benchmarks Benchmarks index --python /tmp/peers/bin/python
            A million of 256, with the peers that matter:
              ... index --rows 1000000 --dimension 256 --python /tmp/peers/bin/python --peers "faiss hnsw,usearch i8"
            """)

    @OptionGroup var options: IndexOptions

    @Option(help: "Rounds over all engines.")
    var rounds = 5

    @Option(help: "Seconds for each figure of a round.")
    var seconds = 0.5

    @Option(help: "Queries in a batch.")
    var batch = 256

    func run() throws {
        try options.withVectors { vectors in
            options.describe(vectors)
            progress("truth")
            let truth = try vectors.truth(options.limit, in: vectors.exact())
            let engines = try options.engines(vectors, truth)
            for round in 0..<rounds {
                for way in ways {
                    for engine in engines where way.threads > 1 || !engine.engine.isExact || !engine.engine.isOurs {
                        try engine.measure(way, seconds: seconds)
                    }
                }
                progress("round \(round + 1) of \(rounds)")
            }
            IndexReport(engines: engines, recall: options.recall, ways: ways, rounds: rounds).print()
        }
    }

    /// One thread that asks one query at a time and batches, and as many as there are cores.
    private var ways: [MeasuredEngine.Way] {
        let threads = Machine.cores > 1 ? [1, Machine.cores] : [1]
        return threads.flatMap { threads in [1, batch].map { .init(batch: $0, threads: threads) } }
    }
}
