import ArgumentParser
import Encoders
import Foundation

extension ModelCommand {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in a model that others trained.",
            discussion: """
                Reads a folder as it is downloaded, of these kinds:
                - CLIP and SigLIP of Hugging Face (config.json, model.safetensors in one file or several, \
                preprocessor_config.json, and tokenizer.json or vocab.json and merges.txt);
                - both as open_clip keeps them (open_clip_config.json, open_clip_model.safetensors, tokenizer.json).
                They become a model like one that was trained here; `samestyle index build --model NAME` uses it.
                - an uncased BERT that pools by the mean (all-MiniLM-L6-v2 for one: config.json, model.safetensors, \
                vocab.txt, tokenizer_config.json). `samestyle train --text-from NAME` starts from it, and by itself it indexes \
                words alone: `samestyle index build --model NAME`, for a shop without clicks or pictures.
                """)

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The folder.")
        var folder: String

        @Option(help: "What to call it; like the folder where left out.")
        var name: String?

        struct Outcome: Encodable {
            let name: String
            let image: String?
            let text: String
            let vocabulary: Int
            let dimension: Int?
            let parameters: Int?
        }

        func validate() throws {
            if let name, !Workspace.isName(name) {
                throw ValidationError(
                    "--name is of letters, digits, '.', '-' and '_', and starts with none of the marks")
            }
        }

        func run() throws {
            let workspace = global.workspace
            let kind = try ForeignKind(of: folder)
            let last = URL(filePath: folder).standardizedFileURL.lastPathComponent
            let chosen = name ?? workspace.freeModelName(Workspace.isName(last) ? last : "imported")
            guard !workspace.isTaken(chosen) else {
                throw ProgramError.nothing(
                    missing: "something called \(chosen) is among the models already", remedy: "choose another --name")
            }
            try FileManager.default.createDirectory(at: workspace.models, withIntermediateDirectories: true)
            let target = workspace.model(chosen).path
            switch kind {
            case .text: try text(to: target, chosen)
            case .towers: try towers(to: target, chosen)
            }
        }

        private func text(to target: String, _ chosen: String) throws {
            let start = try BertFolder.copy(folder, to: target)
            let outcome = Outcome(
                name: chosen, image: nil, text: "\(start.config)", vocabulary: start.tokenizer.vocabularySize,
                dimension: nil, parameters: nil)
            global.console.say(
                "\(chosen): \(outcome.text), \(outcome.vocabulary) words; `samestyle train --text-from \(chosen)` starts "
                    + "from it, `samestyle index build --model \(chosen)` indexes words alone by it")
            try global.console.finish(outcome)
        }

        private func towers(to target: String, _ chosen: String) throws {
            let model = try TowersFolder.write(folder, to: target)
            let outcome = Outcome(
                name: chosen, image: "\(model.config.image)", text: "\(model.config.text)",
                vocabulary: model.tokenizer.vocabularySize, dimension: model.dimension,
                parameters: model.parameterCount)
            let size = model.config.image.preprocessing.size
            let parameters = String(format: "%.2f M", Double(model.parameterCount) / 1e6)
            global.console.say(
                "\(chosen): pictures of \(size) by \(model.config.image), texts of up to \(model.config.text.length) tokens "
                    + "by \(model.config.text), \(parameters) parameters, vectors of \(model.dimension); "
                    + "`samestyle index build --model \(chosen)` encodes the catalogue with it")
            try global.console.finish(outcome)
        }
    }
}
