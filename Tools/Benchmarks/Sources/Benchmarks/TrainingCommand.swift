public import ArgumentParser
import Encoders
import Foundation
public import Tensors

struct TrainingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "training", abstract: "Training and inference of the reference model, against PyTorch.",
        discussion: """
            Rounds alternate between us and the peer, and the median of each counts. Without --python the peer is left out.
              python3 -m venv /tmp/torch && /tmp/torch/bin/pip install torch
              swift run -c release --package-path Tools/Benchmarks Benchmarks training --python /tmp/torch/bin/python
            """)

    @Option(help: "A Python that has torch.")
    var python: String?

    @Option(help: "Where the peer's program is.")
    var script = "Tools/reference/torch_speed.py"

    @Option(help: "Pictures in a step.")
    var batch = 128

    @Option(help: "Rounds of either.")
    var rounds = 3

    @Option(help: "Steps in a round.")
    var steps = 4

    @Option(help: "f32 or bf16 alone, where not both.")
    var precision: Precision?

    func run() throws {
        guard let config = EncoderConfig.preset("bench-64") else {
            throw ValidationError("there is no preset bench-64")
        }
        let all: [Precision] = Precision.native == .brain ? [.single, .brain] : [.single]
        let precisions = precision.map { [$0] } ?? all
        var figures: [String: [Double]] = [:]
        var parts = [String: ReferenceModel.Parts]()
        var limits: [String: Double] = [:]
        for round in 0..<rounds {
            for precision in precisions {
                let name = precision.rawValue
                limits[name] = max(limits[name] ?? 0, ProductLimit.measure(precision))
                let model = try ReferenceModel(config, batch: batch, precision: precision)
                _ = model.step()
                let all = (0..<steps).map { _ in model.step() }
                let median = all.sorted { $0.all < $1.all }[all.count / 2]
                parts[name] = median
                figures["train_\(name)", default: []].append(Double(batch) / median.all)
                figures["infer_\(name)", default: []].append(
                    Double(batch) / Self.median((0..<steps).map { _ in duration { model.infer(batch) } }))
                figures["batch1_\(name)", default: []].append(
                    1000 * Self.median((0..<40).map { _ in duration { model.infer(1) } }))
            }
            if let python {
                for (name, value) in try PythonPeer(python: python, script: script).measure(["--batch", "\(batch)"]) {
                    figures["torch_" + name, default: []].append(value)
                }
            }
            FileHandle.standardError.write(Data("round \(round + 1) of \(rounds)\n".utf8))
        }
        let operations = try ReferenceModel(config, batch: 1, precision: .single).operations
        report(figures.mapValues(Self.median), parts, limits, operations, precisions.map(\.rawValue))
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func report(
        _ ours: [String: Double], _ parts: [String: ReferenceModel.Parts], _ limits: [String: Double],
        _ operations: Double, _ precisions: [String]
    ) {
        print("bench-64, batch \(batch), \(Arithmetic.threads) threads; pictures a second, medians of \(rounds) rounds")
        for name in precisions {
            let (limit, train, infer) = (
                limits[name] ?? .nan, ours["train_\(name)"] ?? .nan, ours["infer_\(name)"] ?? .nan
            )
            print("\(name): limit \(Int(limit / 1e9)) GFLOP/s")
            line("train", train, ours["torch_train_\(name)"], share: 3 * operations * train / limit)
            line("infer", infer, ours["torch_infer_\(name)"], share: operations * infer / limit)
            let (one, theirs) = (ours["batch1_\(name)"] ?? .nan, ours["torch_batch1_\(name)"])
            print(
                "  batch 1  " + Self.text(one, 2) + " ms"
                    + (theirs.map { ", PyTorch " + Self.text($0, 2) + " ms, ratio " + Self.text($0 / one, 2) } ?? ""))
            if let step = parts[name] {
                let shares = [
                    ("forward", step.forward), ("loss", step.loss), ("backward", step.backward),
                    ("optimizer", step.optimizer),
                ]
                print(
                    "  a step   "
                        + shares.map { "\($0.0) \(Self.text(100 * $0.1 / step.all, 1)) %" }.joined(separator: ", "))
            }
        }
    }

    private func line(_ what: String, _ ours: Double, _ theirs: Double?, share: Double) {
        let against = theirs.map { ", PyTorch " + Self.text($0, 1) + ", ratio " + Self.text(ours / $0, 2) } ?? ""
        print("  \(what)    " + Self.text(ours, 1) + against + ", \(Self.text(100 * share, 0)) % of the limit")
    }

    private static func text(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
}

extension Precision: @retroactive ExpressibleByArgument {}
