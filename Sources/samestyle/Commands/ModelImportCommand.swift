import ArgumentParser
import Encoders
import Foundation

extension ModelCommand {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a text encoder in, for trainings to start from.",
            discussion: """
                Reads a Hugging Face folder of an uncased BERT that pools by the mean (all-MiniLM-L6-v2 for one): \
                config.json, model.safetensors, vocab.txt, tokenizer_config.json. `samestyle train --text-from NAME` \
                starts from it.
                """)

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The folder.")
        var folder: String

        @Option(help: "What to call it; like the folder where left out.")
        var name: String?

        struct Outcome: Encodable {
            let name: String
            let text: String
            let vocabulary: Int
        }

        func validate() throws {
            if let name, !Workspace.isName(name) {
                throw ValidationError(
                    "--name is of letters, digits, '.', '-' and '_', and starts with none of the marks")
            }
        }

        func run() throws {
            let workspace = global.workspace
            let last = URL(filePath: folder).standardizedFileURL.lastPathComponent
            let chosen = name ?? workspace.freeModelName(Workspace.isName(last) ? last : "text")
            guard !workspace.isTaken(chosen) else {
                throw ProgramError.nothing(
                    missing: "something called \(chosen) is among the models already", remedy: "choose another --name")
            }
            try FileManager.default.createDirectory(at: workspace.models, withIntermediateDirectories: true)
            let start = try BertFolder.copy(folder, to: workspace.model(chosen).path)
            let outcome = Outcome(
                name: chosen, text: "\(start.config)", vocabulary: start.tokenizer.vocabularySize)
            global.console.say(
                "\(chosen): \(outcome.text), \(outcome.vocabulary) words; `samestyle train --text-from \(chosen)` starts "
                    + "from it")
            try global.console.finish(outcome)
        }
    }
}
