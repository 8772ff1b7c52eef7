import ArgumentParser
import Encoders
import Foundation

extension ModelCommand {
    struct Quantize: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Keep the weights of a model's blocks as bytes: smaller, and faster where the processor multiplies bytes.",
            discussion: """
                The weights of the Transformer blocks become int8 with a scale for each row; what they multiply is held within \
                the range that products of the catalogue show. Held-out click pairs guard it: where more recall is lost than \
                --lost allows, the weight that costs most stays what it was, and so on. The model itself is only read.
                """)

        @OptionGroup var global: GlobalOptions

        @Argument(help: "The model.")
        var model: String

        @Option(help: "What to call the model of bytes; like the model with -int8 where left out.")
        var name: String?

        @Option(help: "How many points of recall@10 may be lost, in the mean over the pairs of views.")
        var lost = 0.5

        @OptionGroup(title: "Pairs that guard it") var pairs: SamplingOptions

        private var chosen: String { name ?? "\(model)-int8" }

        func validate() throws {
            guard Workspace.isName(chosen) else {
                throw ValidationError(
                    "--name is of letters, digits, '.', '-' and '_', starts with none of the marks and is short")
            }
            guard (0...100).contains(lost) else { throw ValidationError("--lost is \(lost); it lies within 0...100") }
        }

        func run() throws {
            try QuantizeStage(workspace: global.workspace, console: global.console)
                .run(global.workspace.openModel(model), name: chosen, lost: lost / 100, sampling: pairs.sampling)
        }
    }
}
