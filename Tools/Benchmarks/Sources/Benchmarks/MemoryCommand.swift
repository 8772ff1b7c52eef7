import ArgumentParser
import Encoders
import Foundation
import Tensors

struct MemoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "The peak memory of training steps of a preset's image encoder.")

    @Option(help: "The preset; `base` is ViT-S/16 at 224.")
    var preset = "base"

    @Option(help: "Pictures in a step.")
    var batch = 64

    @Option(help: "Steps.")
    var steps = 2

    @Flag(help: "Compute activations once more on the way back (gradient caching).")
    var recomputing = false

    func run() throws {
        guard let config = EncoderConfig.preset(preset) else { throw ValidationError("there is no preset \(preset)") }
        let model = try ReferenceModel(config, batch: batch, precision: .native)
        var times: [Double] = []
        for _ in 0..<steps { times.append(model.step(recomputing: recomputing).all) }
        print(
            "\(preset), \(batch) pictures a step\(recomputing ? ", recomputing" : ""): peak "
                + String(
                    format: "%.2f GiB, %.1f pictures a second", Machine.peak, Double(batch) / (times.min() ?? .nan)))
    }
}
