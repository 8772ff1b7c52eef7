import ArgumentParser
import Encoders
import Foundation

struct ModelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model", abstract: "The models in the data folder.",
        subcommands: [List.self, Import.self, Distill.self, Quantize.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the models, the newest first.",
            discussion: """
                Recall is what the training measured on held-out pairs, the mean of its views; --speed measures here how \
                long a picture and a text take, one at a time and by 32.
                """)

        @OptionGroup var global: GlobalOptions

        @Flag(help: "Measure how fast each is on this machine.")
        var speed = false

        struct Line: Encodable {
            let name: String
            let parameters: Int
            let dimension: Int
            let picture: Int
            let image: String
            let text: String
            let bytes: Int
            let precision: String
            let recall: [String: Double]
            let speed: ModelSpeed?
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
            let models = try global.workspace.modelNames().map { name in
                try EmbeddingModel(from: global.workspace.model(name).path)
            }
            let speeds = speed ? ModelSpeed.measure(models) : []
            let lines = try models.enumerated().map { at, model in try line(model, speed ? speeds[at] : nil) }
            let starts = try global.workspace.startNames().map { name in
                Start(name: name, text: "\(try global.workspace.openStart(name).config)")
            }
            if lines.isEmpty {
                global.console.say("no model yet: run `samestyle train`, or `samestyle model import`")
            } else {
                table(lines).lines.forEach(global.console.say)
            }
            for start in starts { global.console.say("to start from: \(start.name) (text alone: \(start.text))") }
            try global.console.finish(Outcome(models: lines, starts: starts))
        }

        private func line(_ model: EmbeddingModel, _ speed: ModelSpeed?) throws -> Line {
            let weights = global.workspace.model(model.name).appending(path: "weights.safetensors").path
            return Line(
                name: model.name, parameters: model.parameterCount, dimension: model.dimension,
                picture: model.config.image.preprocessing.size, image: "\(model.config.image)",
                text: "\(model.config.text)",
                bytes: try FileManager.default.attributesOfItem(atPath: weights)[.size] as? Int ?? 0,
                precision: model.encoder.precision.rawValue, recall: model.recall,
                speed: speed)
        }

        private func table(_ lines: [Line]) -> TextTable {
            var header = [
                "model", "parameters", "vector", "picture", "image", "text", "size", "precision", "recall@10",
            ]
            if speed { header += ["ms a picture, a text", "by 32"] }
            var table = TextTable(header)
            for line in lines {
                let mean = line.recall.isEmpty ? nil : line.recall.values.reduce(0, +) / Double(line.recall.count)
                var row = [
                    line.name, String(format: "%.2f M", Double(line.parameters) / 1e6), "\(line.dimension)",
                    "\(line.picture) x \(line.picture)", line.image, line.text,
                    String(format: "%.1f MB", Double(line.bytes) / 1e6), line.precision,
                    mean.map { String(format: "%.3f", $0) } ?? "unknown",
                ]
                if let speed = line.speed {
                    row.append(String(format: "%.2f, %.2f", speed.picture, speed.text))
                    row.append(String(format: "%.2f, %.2f", speed.pictureOf32, speed.textOf32))
                }
                table.add(row)
            }
            return table
        }
    }
}
