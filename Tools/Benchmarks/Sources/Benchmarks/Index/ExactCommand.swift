import ArgumentParser
import Foundation
import Neighbors
import Tensors

struct ExactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exact",
        abstract: "Exact search against what memory and the processor give, and against FAISS's flat index.",
        discussion: """
            One query is held against a plain sum over the same bytes on as many threads, batches against the best product
            of matrices of the training engine; all in turn, in rounds whose medians count, of each round the quickest call.
            FAISS's flat index is another process, over the same vectors; it gives one query to one thread.
            Not measured: filters (`filters`), and rows mapped from disk.
              swift run -c release --package-path Tools/Benchmarks Benchmarks exact --python /tmp/peers/bin/python
            """)

    @OptionGroup var options: IndexOptions

    @Option(help: "Rounds.")
    var rounds = 7

    @Option(help: "Seconds for each figure of a round.")
    var seconds = 0.3

    @Option(parsing: .upToNextOption, help: "Queries in a batch.")
    var batches = [4, 16, 64, 256, 1000]

    func run() throws {
        try options.withVectors { vectors in
            options.describe(vectors)
            let rows = try VectorSet.floats(vectors.rows)
            let index = try ExactIndex(rows, dimension: vectors.dimension)
            let queries = try VectorSet.floats(vectors.queries)
            let peer = try options.python.map { python in
                let peer = PythonPeer(python: python, script: options.script)
                let engine = try MeasuredEngine("faiss flat", peer: peer, vectors, options.order(vectors))
                try engine.build()
                return engine
            }
            var figures = Figures()
            for round in 0..<rounds {
                figures.add("read", 1 / best { BandwidthLimit.seconds(rows, threads: Machine.cores) })
                for batch in [1] + batches where batch <= vectors.asked {
                    let asked = Array(queries.prefix(batch * vectors.dimension))
                    var fault: (any Error)?
                    let taken = best {
                        duration {
                            do { _ = try index.search(asked, limit: options.limit) } catch { fault = error }
                        }
                    }
                    if let fault { throw fault }
                    figures.add("ours \(batch)", Double(batch) / taken)
                    if let peer {
                        // It gives one query to one thread.
                        let way = MeasuredEngine.Way(batch: batch, threads: batch == 1 ? 1 : Machine.cores)
                        figures.add("faiss \(batch)", try peer.time(1, way, seconds).best ?? .nan)
                    }
                }
                figures.add("product", ProductLimit.measure(.single))
                progress("round \(round + 1) of \(rounds)")
            }
            report(figures, vectors)
        }
    }

    private func best(_ seconds: () -> Double) -> Double {
        var (taken, least) = (0.0, Double.infinity)
        while taken < self.seconds {
            let once = seconds()
            (taken, least) = (taken + once, min(least, once))
        }
        return least
    }

    private func report(_ figures: Figures, _ vectors: VectorSet) {
        let bytes = Double(vectors.count * vectors.dimension * 4)
        let (read, product) = (figures.middle("read") * bytes, figures.middle("product"))
        print(
            "limits: reading \(text(read / 1e9, 1)) GB/s, multiplying \(text(product / 1e9)) GFLOP/s, "
                + "\(Machine.cores) threads")
        for batch in [1] + batches where batch <= vectors.asked {
            let rate = figures.middle("ours \(batch)")
            let work = 2 * Double(vectors.count * vectors.dimension) * rate
            let share =
                batch == 1
                ? "\(text(rate * bytes / 1e9, 1)) GB/s, \(text(rate * bytes / read, 2)) of the limit of reading"
                : "\(text(work / 1e9)) GFLOP/s, \(text(work / product, 2)) of the limit of multiplying"
            let peer = figures.middle("faiss \(batch)")
            print(
                "  \(batch) at once: \(text(rate)) queries a second, \(share)"
                    + (peer.isFinite ? "; FAISS flat \(text(peer)), ratio \(text(rate / peer, 2))" : ""))
        }
    }
}

/// Values of rounds by name.
struct Figures {
    private var values: [String: [Double]] = [:]

    mutating func add(_ name: String, _ value: Double) { values[name, default: []].append(value) }
    func middle(_ name: String) -> Double { median(values[name] ?? []) }
}
