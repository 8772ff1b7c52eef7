import Clicks
import Encoders
import Foundation
import Training

/// A model's weights as bytes, into the folder of another model.
struct QuantizeStage {
    let workspace: Workspace
    let console: Console

    private struct Outcome: Encodable {
        let name: String
        let model: String
        /// How many weights are bytes, and which of those that might be are not.
        let weights: Int
        let kept: [String]
        let bytes: Int
        let bytesBefore: Int
        /// Held-out recall@10 by pair of views.
        let recall: [String: Double]
        let recallBefore: [String: Double]
        let speed: ModelSpeed
        let speedBefore: ModelSpeed

        enum CodingKeys: String, CodingKey {
            case name, model, weights, kept, bytes, recall, speed
            case bytesBefore = "bytes_before"
            case recallBefore = "recall_before"
            case speedBefore = "speed_before"
        }
    }

    /// - Parameter lost: How much recall@10 may be lost, 0 to 1.
    func run(_ model: EmbeddingModel, name: String, lost: Double, sampling: Sampling) throws {
        guard !workspace.isTaken(name) else {
            throw ProgramError.nothing(
                missing: "a model called \(name) is there already", remedy: "choose another --name")
        }
        guard model.byteKeys.isEmpty else {
            throw ProgramError.nothing(
                missing: "\(model.name) keeps its weights as bytes already",
                remedy: "quantize the model that it was made from")
        }
        let set = try TrainStage(workspace: workspace, console: console).trainingSet(sampling)
        if set.validation.pairs.isEmpty { console.note("no click pair is held out, so nothing guards recall") }
        var quantizer = Quantizer(set)
        quantizer.allowed = lost
        let result: Quantizer.Result
        do {
            result = try quantizer.quantize(model, name: name, progress: say) { Task.isCancelled }
        } catch is CancellationError {
            throw ProgramError.interrupted("nothing was written; the same command starts anew")
        }
        guard !result.model.byteKeys.isEmpty else {
            throw ProgramError.nothing(
                missing: "no weight of \(model.name) can be kept as bytes within that loss",
                remedy: "allow more by --lost, or serve the model as it is")
        }
        // Recall that was not measured with bytes is not theirs.
        let notes = model.notes.filter { $0.key != "recall@10" }.merging(EmbeddingModel.note(of: result.recall)) { $1 }
        try result.model.write(to: workspace.model(name).path, notes: notes)
        let made = try workspace.openModel(name)
        let speeds = ModelSpeed.measure([made, model])
        let outcome = Outcome(
            name: name, model: model.name, weights: made.byteKeys.count, kept: result.restored,
            bytes: try size(of: name), bytesBefore: try size(of: model.name), recall: result.recall,
            recallBefore: result.recallBefore, speed: speeds[0], speedBefore: speeds[1])
        table(outcome, model, made).lines.forEach(console.say)
        try console.finish(outcome)
    }

    private func say(_ step: Quantizer.Step) {
        switch step {
        case .calibrated(let products, let weights):
            console.say("calibrated on \(products) products: \(weights) weights of the blocks can be bytes")
        case .measured(let bytes, let recall):
            console.say("\(bytes) weights as bytes: held-out recall@10 \(Self.words(recall))")
        case .restored(let key, let cost):
            console.say(
                "\(key) stays what it was: alone it moved vectors by a cosine of \(String(format: "%.5f", cost))")
        }
    }

    private static func words(_ recall: [String: Double]) -> String {
        recall.isEmpty
            ? "unknown"
            : recall.sorted { $0.key < $1.key }.map { "\($0.key) \(String(format: "%.4f", $0.value))" }
                .joined(separator: " ")
    }

    private func size(of name: String) throws -> Int {
        let weights = workspace.model(name).appending(path: "weights.safetensors").path
        return try FileManager.default.attributesOfItem(atPath: weights)[.size] as? Int ?? 0
    }

    /// Times are of inputs by 32.
    private func table(_ outcome: Outcome, _ before: EmbeddingModel, _ after: EmbeddingModel) -> TextTable {
        let cells = outcome.recallBefore.keys.sorted()
        var table = TextTable(["model", "precision", "size", "ms a picture", "a text"] + cells)
        func row(_ model: EmbeddingModel, _ bytes: Int, _ speed: ModelSpeed, _ recall: [String: Double]) {
            table.add(
                [model.name, model.encoder.precision.rawValue, String(format: "%.1f MB", Double(bytes) / 1e6)]
                    + [speed.pictureOf32, speed.textOf32].map { String(format: "%.2f", $0) }
                    + cells.map { cell in recall[cell].map { String(format: "%.4f", $0) } ?? "" })
        }
        row(before, outcome.bytesBefore, outcome.speedBefore, outcome.recallBefore)
        row(after, outcome.bytes, outcome.speed, outcome.recall)
        return table
    }
}
