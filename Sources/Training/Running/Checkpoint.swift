import Foundation
import Layers
import Safetensors
import Tensors

/// What a run needs to go on as if nothing had happened: weights, both moments of those that are trained, and where it
/// stood.
///
/// One file, written beside, synced and renamed: a reader sees the old one or the new one.
struct Checkpoint {
    /// Where a run stands.
    struct State: Codable {
        var plan: TrainingPlan
        var step = 0
        /// Products shown.
        var samples = 0
        /// Seconds of work, without the time between runs.
        var seconds: Double = 0
        /// Of these, spent on measuring held-out recall.
        var measuring: Double = 0
        var generator: Generator
        /// How many times held-out recall was measured.
        var evaluations = 0
        var bestScore: Double?
        var bestRecall: [String: Double] = [:]
        /// Of the model that the run started from, where it tunes one.
        var startRecall: [String: Double]?
        /// Of the teacher, where there is one.
        var teacherRecall: [String: Double]?
    }

    static func write(
        _ state: State, _ parameters: [(key: String, parameter: Parameter)], _ optimizer: AdamW,
        rivals: HardNegatives?, to path: String
    ) throws(TrainingError) {
        var tensors: [String: Tensor] = [:]
        for (key, parameter) in parameters { tensors["weights." + key] = parameter.value }
        for (at, (key, _)) in optimizer.parameters.enumerated() {
            tensors["first." + key] = optimizer.first[at]
            tensors["second." + key] = optimizer.second[at]
        }
        if let rivals {
            // Places among fewer than sixteen million products are exact in f32.
            tensors[Self.rivals] = Tensor(
                rivals.places.map { Float($0) }, shape: [rivals.places.count / rivals.each, rivals.each])
        }
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            let json = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
            try SafetensorsFile.write(tensors, metadata: ["state": json], to: path)
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    private static let rivals = "rivals"

    /// The rivals of so many products that a checkpoint keeps; nil where it keeps none.
    static func rivals(_ path: String, products: Int) throws(TrainingError) -> HardNegatives? {
        let values: [Float]
        let each: Int
        do {
            let file = try SafetensorsFile(path: path)
            guard let shape = file.shape(of: Self.rivals) else { return nil }
            each = shape.last ?? 0
            values = try file.tensor(Self.rivals, shape: [products, each]).values
        } catch {
            throw .badCheckpoint(path: path, reason: "\(error)")
        }
        let places = values.compactMap { Int32(exactly: $0) }
        guard places.count == values.count, let rivals = HardNegatives(places: places, each: each, products: products)
        else { throw .badCheckpoint(path: path, reason: "its rivals are no places of products") }
        return rivals
    }

    /// Where the run of a checkpoint stands, and by which plan it goes.
    static func state(_ path: String) throws(TrainingError) -> State {
        do { return try state(in: SafetensorsFile(path: path)) } catch {
            throw .badCheckpoint(path: path, reason: "\(error)")
        }
    }

    private static func state(in file: SafetensorsFile) throws -> State {
        let json = Data((file.metadata["state"] ?? "").utf8)
        return try JSONDecoder().decode(State.self, from: TrainingPlan.completed(json, at: "plan"))
    }

    /// The state, and the tensors written over `parameters` and the optimizer's moments.
    static func read(
        _ path: String, into parameters: [(key: String, parameter: Parameter)], _ optimizer: AdamW
    ) throws(TrainingError) -> State {
        do {
            let file = try SafetensorsFile(path: path)
            let state = try state(in: file)
            func copy(_ key: String, to target: Tensor) throws {
                let source = try file.tensor(key, shape: target.shape)
                target.memory.update(from: source.memory, count: target.count)
            }
            for (key, parameter) in parameters {
                try copy("weights." + key, to: parameter.value)
                parameter.valueChanged()
            }
            for (at, (key, _)) in optimizer.parameters.enumerated() {
                try copy("first." + key, to: optimizer.first[at])
                try copy("second." + key, to: optimizer.second[at])
            }
            return state
        } catch {
            throw .badCheckpoint(path: path, reason: "\(error)")
        }
    }
}
