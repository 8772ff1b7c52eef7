import ArgumentParser
import Encoders
import Foundation

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "The models in the data folder.", subcommands: [List.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the trained models, the newest first.")

        @OptionGroup var global: GlobalOptions

        struct Line: Encodable {
            let name: String
            let parameters: Int
            let dimension: Int
            let picture: Int
            let bytes: Int
        }

        func run() throws {
            var table = TextTable(["model", "parameters", "vector", "picture", "size"])
            var lines: [Line] = []
            for name in try global.workspace.modelNames() {
                let model = try EmbeddingModel(from: global.workspace.model(name).path)
                let weights = global.workspace.model(name).appending(path: "weights.safetensors").path
                let bytes = try FileManager.default.attributesOfItem(atPath: weights)[.size] as? Int ?? 0
                let side = model.config.image.preprocessing.size
                lines.append(
                    Line(
                        name: name, parameters: model.parameterCount, dimension: model.dimension, picture: side,
                        bytes: bytes))
                table.add([
                    name, String(format: "%.2f M", Double(model.parameterCount) / 1e6), "\(model.dimension)",
                    "\(side) x \(side)", String(format: "%.1f MB", Double(bytes) / 1e6),
                ])
            }
            if lines.isEmpty {
                global.console.say("no model yet: run `samestyle train`")
            } else {
                table.lines.forEach(global.console.say)
            }
            try global.console.finish(["models": lines])
        }
    }
}
