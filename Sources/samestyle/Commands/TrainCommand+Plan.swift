import ArgumentParser
import Encoders
import Foundation
import Training

extension TrainCommand {
    /// The settings of the file, where there is one, with what the command line says put above them.
    func plan() throws -> TrainingPlan {
        var plan = TrainingPlan()
        if from != nil { (plan.schedule.peak, plan.optimizer.towers) = (Self.tuningRate, Self.tuningTowers) }
        if let settings {
            guard let json = FileManager.default.contents(atPath: settings) else {
                throw ProgramError.badInput(file: settings, reason: "it is not there, or cannot be read")
            }
            plan = try TrainingPlan(json: json, from: settings, over: plan)
        }
        if let length = epochs.map({ TrainingPlan.Length.epochs($0) }) ?? minutes.map({ .minutes($0) }) {
            plan.length = length
        }
        plan.seed = seed ?? plan.seed
        plan.batch = batch ?? plan.batch
        plan.schedule.peak = rate ?? plan.schedule.peak
        return plan
    }

    func listSettings() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        global.console.say(String(decoding: try encoder.encode(TrainingPlan()), as: UTF8.self))
        try global.console.finish(TrainingPlan())
    }

    /// The config, and the name it suggests.
    func config(_ model: String) throws -> (EncoderConfig, String) {
        if let preset = EncoderConfig.preset(model) { return (preset, model) }
        guard let json = FileManager.default.contents(atPath: model) else {
            throw ValidationError(
                "there is no preset and no file \(model); presets: "
                    + EncoderConfig.presets.map(\.name).joined(separator: ", "))
        }
        let name = URL(filePath: model).deletingPathExtension().lastPathComponent
        return (try EncoderConfig(json: json, from: model), Workspace.isName(name) ? name : "model")
    }

    func listPresets() throws {
        var table = TextTable(["preset", "picture", "width", "depth", "vector", "for"])
        for (name, purpose) in EncoderConfig.presets {
            guard let config = EncoderConfig.preset(name) else { continue }
            let transformer = config.image.transformer
            table.add([
                name, "\(config.image.preprocessing.size)", "\(transformer.width)", "\(transformer.depth)",
                "\(config.dimension)", purpose,
            ])
        }
        table.lines.forEach(global.console.say)
        try global.console.finish(["presets": EncoderConfig.presets.map(\.name)])
    }
}
