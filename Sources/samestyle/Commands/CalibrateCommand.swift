import ArgumentParser
import Audit
import Intake

struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Weigh the evidence of audits by pairs whose truth is known.",
        discussion: """
            Fits the weights to the labelled pairs and to what people decided in this catalogue, and chooses a threshold: \
            for --precision or --recall, else for the highest F1. Every pair is judged by weights fitted without it, and \
            by these judgements the weights are brought to what they are worth (Platt) and the threshold is chosen. \
            evidence.json in the data folder keeps it: later audits, checks and evaluations use it.
            Where the pairs show no threshold for what was asked, nothing is kept and the exit code is 65.
            """)

    @OptionGroup var global: GlobalOptions
    @OptionGroup var options: PurposeOptions

    @Option(help: "Which relation the labels are about: duplicate or same-style.")
    var relation = AuditRelation.duplicate

    @Flag(help: "Measure the weights set by hand and choose the threshold alone: for few labels.")
    var keepWeights = false

    func run() throws {
        let stage = CalibrateStage(workspace: global.workspace, console: global.console)
        try global.console.finish(
            stage.run(options.truth, relation, for: options.purpose ?? .balance, fits: !keepWeights))
    }
}

extension PurposeOptions {
    /// The labelled pairs; nil where no file was given.
    var truth: TruthFile? {
        get throws {
            guard let labels else { return nil }
            let file = try TruthFile(labels, mapping: ColumnMapping(map))
            guard file.judgements == nil else {
                throw ProgramError.badInput(file: labels, reason: "it grades products for words; pairs are needed")
            }
            return file
        }
    }
}
