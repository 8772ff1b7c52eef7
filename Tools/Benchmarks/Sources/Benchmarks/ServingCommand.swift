import ArgumentParser
import Foundation
import Tensors

struct ServingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serving",
        abstract: "Encoding one input and 32 by models that people serve, against their engines.",
        discussion: """
            Rounds alternate between us and the peers, and the median of each counts. Without --python the peers are left
            out.
              python3 -m venv /tmp/peers && /tmp/peers/bin/pip install torch transformers onnx onnxscript onnxruntime
              swift run -c release --package-path Tools/Benchmarks Benchmarks serving --python /tmp/peers/bin/python
            """)

    @Option(help: "A Python that has torch, transformers, onnx, onnxscript and onnxruntime.")
    var python: String?

    @Option(help: "Where the peers' program is.")
    var script = "Tools/reference/serving_speed.py"

    @Option(help: "Rounds of either.")
    var rounds = 3

    @Option(help: "Seconds for each figure of a round.")
    var seconds = 1.0

    private static let batches = [1, 32]

    func run() throws {
        let precisions: [Precision] =
            [.single] + (Precision.native == .brain ? [.brain] : []) + (ByteWeight.isNative ? [.bytes] : [])
        var figures: [String: [Double]] = [:]
        for round in 0..<rounds {
            for precision in precisions {
                for model in try ServedModel.all(precision) {
                    for batch in Self.batches {
                        figures["\(model.name) \(batch) ours \(precision.rawValue)", default: []]
                            .append(milliseconds(model.call(batch)))
                    }
                }
            }
            if let python {
                let peer = PythonPeer(python: python, script: script)
                for (name, value) in try peer.measure(["--seconds", "\(seconds)"]) {
                    figures[name, default: []].append(value)
                }
            }
            FileHandle.standardError.write(Data("round \(round + 1) of \(rounds)\n".utf8))
        }
        report(figures.mapValues { $0.sorted()[$0.count / 2] })
    }

    /// The median of calls for as long as was asked for, five at least.
    private func milliseconds(_ work: () -> Void) -> Double {
        work()
        work()
        var taken: [Double] = []
        while taken.count < 5 || taken.reduce(0, +) < seconds { taken.append(duration(work)) }
        return 1000 * taken.sorted()[taken.count / 2]
    }

    private func report(_ figures: [String: Double]) {
        print("milliseconds for a call, medians of \(rounds) rounds, \(Arithmetic.threads) threads")
        let names = Set(figures.keys.compactMap { key in key.range(of: " ours").map { String(key[..<$0.lowerBound]) } })
        for name in names.sorted() {
            let kinds = figures.filter { $0.key.hasPrefix(name + " ") }
            func best(_ engine: String, _ ends: [String]) -> (key: String, value: Double)? {
                kinds.filter { kind in kind.key.contains(" \(engine) ") && ends.contains { kind.key.hasSuffix($0) } }
                    .min { $0.value < $1.value }
            }
            print(name)
            for (key, value) in kinds.sorted(by: { $0.key < $1.key }) {
                print("  \(key.dropFirst(name.count + 1)): " + String(format: "%.2f", value))
            }
            let (wide, small) = (["f32", "bf16"], ["int8"])
            for (ends, engine, theirs) in [
                (wide, "torch", wide), (wide, "onnx", wide), (small, "onnx", small), (small, "torch", wide),
            ] {
                guard let ours = best("ours", ends), let peer = best(engine, theirs) else { continue }
                func short(_ key: String) -> Substring { key.dropFirst(name.count + 1) }
                print(
                    "  \(short(ours.key)) against \(short(peer.key)): ratio "
                        + String(format: "%.2f", peer.value / ours.value))
            }
        }
    }
}
