import ArgumentParser
import Encoders
import Foundation

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "The models in the data folder.",
        subcommands: [List.self, Import.self, Distill.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the trained models, the newest first.")

        @OptionGroup var global: GlobalOptions

        struct Line: Encodable {
            let name: String
            let parameters: Int
            let dimension: Int
            let picture: Int
            let text: String
            let bytes: Int
        }

        struct Start: Encodable {
            let name: String
            let text: String
        }

        private struct Outcome: Encodable {
            let models: [Line]
            let starts: [Start]
        }

        func run() throws {
            var table = TextTable(["model", "parameters", "vector", "picture", "text", "size"])
            var lines: [Line] = []
            for name in try global.workspace.modelNames() {
                let model = try EmbeddingModel(from: global.workspace.model(name).path)
                let weights = global.workspace.model(name).appending(path: "weights.safetensors").path
                let bytes = try FileManager.default.attributesOfItem(atPath: weights)[.size] as? Int ?? 0
                let side = model.config.image.preprocessing.size
                lines.append(
                    Line(
                        name: name, parameters: model.parameterCount, dimension: model.dimension, picture: side,
                        text: "\(model.config.text)", bytes: bytes))
                table.add([
                    name, String(format: "%.2f M", Double(model.parameterCount) / 1e6), "\(model.dimension)",
                    "\(side) x \(side)", "\(model.config.text)", String(format: "%.1f MB", Double(bytes) / 1e6),
                ])
            }
            let starts = try global.workspace.startNames().map { name in
                Start(name: name, text: "\(try global.workspace.openStart(name).config)")
            }
            if lines.isEmpty {
                global.console.say("no model yet: run `samestyle train`")
            } else {
                table.lines.forEach(global.console.say)
            }
            for start in starts { global.console.say("to start from: \(start.name) (text alone: \(start.text))") }
            try global.console.finish(Outcome(models: lines, starts: starts))
        }
    }
}
