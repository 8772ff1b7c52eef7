import ArgumentParser
import Encoders
import Foundation

/// The shape of a model that is named on the command line: a preset or a JSON file.
struct ModelChoice {
    let config: EncoderConfig
    /// What the choice suggests to call the model.
    let name: String

    /// - Parameter others: What else may be named there, for the words of the error.
    init(_ model: String, besides others: [String] = []) throws {
        if let preset = EncoderConfig.preset(model) {
            (config, name) = (preset, model)
            return
        }
        guard let json = FileManager.default.contents(atPath: model) else {
            throw ValidationError(
                "there is no preset and no file \(model); presets: "
                    + (others + EncoderConfig.presets.map(\.name)).joined(separator: ", "))
        }
        let file = URL(filePath: model).deletingPathExtension().lastPathComponent
        (config, name) = (try EncoderConfig(json: json, from: model), Workspace.isName(file) ? file : "model")
    }
}
