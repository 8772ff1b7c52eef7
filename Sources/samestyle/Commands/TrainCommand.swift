import ArgumentParser
import Encoders
import Foundation
import Training

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Learn encoders from the catalogue and its clicks.",
        discussion: """
            Training ends after --minutes, or after --epochs (an epoch shows as many products as there are). The best \
            model by held-out recall is kept. Interrupted or killed, `--resume` goes on from the last checkpoint. How it \
            goes is drawn in training.html, in the model's folder.
            """)

    private static let preset = "small"
    /// What a model that exists is tuned at: its heads at a third of the usual rate, its towers at a tenth of that.
    static let tuningRate: Float = 3e-4
    static let tuningTowers: Float = 0.1
    private static let frozenTexts = 6

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "A preset or a JSON file; `list` shows the presets (default: \(Self.preset)).", valueName: "preset|file"))
    var model: String?

    @Option(
        help: ArgumentHelp(
            "Start the text encoder from a BERT in this Hugging Face folder, all-MiniLM-L6-v2 for one, or taken in by "
                + "`model import`; it stays as it is, and what maps its features into the joint space is learnt.",
            valueName: "dir|name"))
    var textFrom: String?

    @Option(
        help: ArgumentHelp(
            "Tune this model: start from its weights, at low rates, and keep them unless held-out pairs are found better.",
            valueName: "name"))
    var from: String?

    @OptionGroup(title: "Pairs to learn from") var pairs: SamplingOptions

    @Option(help: "What to call the model; like the preset where left out.")
    var name: String?

    @OptionGroup var training: PlanOptions

    @Flag(help: "Go on with an interrupted training.")
    var resume = false

    func validate() throws {
        if resume, textFrom != nil {
            throw ValidationError("--resume goes on with the text encoder of the training; leave --text-from out")
        }
        if resume { try training.refuse() }
        if from != nil, resume || textFrom != nil || model != nil {
            throw ValidationError("--from starts from a whole model; leave --model, --text-from and --resume out")
        }
        if let name, !Workspace.isName(name) {
            throw ValidationError("--name is of letters, digits, '.', '-' and '_', and starts with none of the marks")
        }
    }

    func run() throws {
        if model == "list" { return try listPresets() }
        if training.listsSettings { return try training.list(TrainingPlan(), global.console) }
        let stage = TrainStage(workspace: global.workspace, console: global.console)
        if resume {
            guard let chosen = try name ?? global.workspace.modelNames(unfinished: true).first else {
                throw ProgramError.nothing(missing: "no training to go on with", remedy: "start one without --resume")
            }
            return try global.console.finish(stage.resume(chosen))
        }
        var plan = TrainingPlan()
        if from != nil { (plan.schedule.peak, plan.optimizer.towers) = (Self.tuningRate, Self.tuningTowers) }
        plan = try training.plan(over: plan)
        if let from {
            // A model that cannot be used is said to be so before pairs are sampled.
            _ = try global.workspace.openModel(from)
            let chosen = name ?? global.workspace.freeModelName("\(from)-tuned")
            return try global.console.finish(
                stage.start(
                    .tuning(global.workspace.model(from)), name: chosen, plan: plan, sampling: pairs.sampling))
        }
        let preset = try ModelChoice(model ?? Self.preset)
        var config = preset.config
        let text = try textFrom.map { try global.workspace.openStart($0) }
        if let text { config = text.config(for: config) }
        if text == nil, config.text.frozen > 0 {
            throw ValidationError(
                "\(preset.name) freezes part of its text encoder: say by --text-from what it starts from")
        }
        // A frozen encoder reads a text once: there are a few of each product, not a new one every time.
        if config.text.isFrozen, plan.variation.texts == 0 { plan.variation.texts = Self.frozenTexts }
        let chosen = name ?? global.workspace.freeModelName(preset.name)
        try global.console.finish(
            stage.start(.fresh(config, text: text), name: chosen, plan: plan, sampling: pairs.sampling))
    }
}
