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

    @OptionGroup var global: GlobalOptions

    @Option(help: ArgumentHelp("A preset or a JSON file; `list` shows the presets.", valueName: "preset|file"))
    var model = "small"

    @Option(
        help: ArgumentHelp(
            "Start the text encoder from a BERT in this Hugging Face folder, all-MiniLM-L6-v2 for one, or taken in by "
                + "`model import`; it stays as it is, and what maps its features into the joint space is learnt.",
            valueName: "dir|name"))
    var textFrom: String?

    @OptionGroup(title: "Pairs to learn from") var pairs: SamplingOptions

    @Option(help: "What to call the model; like the preset where left out.")
    var name: String?

    @Option(help: "How long to train.")
    var minutes: Double?

    @Option(help: "How often to go through the products, instead of --minutes.")
    var epochs: Double?

    @Flag(help: "Go on with an interrupted training.")
    var resume = false

    @Option(help: "Where randomness starts.")
    var seed: UInt64 = 1

    @Option(help: "Pairs in a step.")
    var batch = TrainingPlan().batch

    @Option(help: "The highest learning rate.")
    var rate = LearningRateSchedule().peak

    func validate() throws {
        if resume, textFrom != nil {
            throw ValidationError("--resume goes on with the text encoder of the training; leave --text-from out")
        }
        if resume, minutes != nil || epochs != nil {
            throw ValidationError("--resume goes on by the plan that the training started with; leave the length out")
        }
        if minutes != nil, epochs != nil { throw ValidationError("give --minutes or --epochs, not both") }
        for (option, value) in [("--minutes", minutes), ("--epochs", epochs)] {
            if let value, !(value > 0 && value < 1e6) { throw ValidationError("\(option) is a number above 0") }
        }
        if !(2...4096).contains(batch) { throw ValidationError("--batch lies within 2...4096") }
        if !(rate > 0 && rate < 1) { throw ValidationError("--rate lies between 0 and 1") }
        if let name, !Workspace.isName(name) {
            throw ValidationError("--name is of letters, digits, '.', '-' and '_', and starts with none of the marks")
        }
    }

    func run() throws {
        if model == "list" { return try listPresets() }
        let stage = TrainStage(workspace: global.workspace, console: global.console)
        if resume {
            guard let chosen = try name ?? global.workspace.modelNames(unfinished: true).first else {
                throw ProgramError.nothing(missing: "no training to go on with", remedy: "start one without --resume")
            }
            return try global.console.finish(stage.resume(chosen))
        }
        var plan = TrainingPlan()
        plan.length = epochs.map { .epochs($0) } ?? .minutes(minutes ?? 10)
        (plan.seed, plan.batch, plan.schedule.peak) = (seed, batch, rate)
        var (config, preset) = try config()
        let text = try textFrom.map { try global.workspace.openStart($0) }
        if let text { config = text.config(for: config) }
        if text == nil, config.text.frozen > 0 {
            throw ValidationError("\(model) freezes part of its text encoder: say by --text-from what it starts from")
        }
        let chosen = name ?? global.workspace.freeModelName(preset)
        try global.console.finish(stage.start(config, name: chosen, plan: plan, sampling: pairs.sampling, text: text))
    }

    /// The config, and the name it suggests.
    private func config() throws -> (EncoderConfig, String) {
        if let preset = EncoderConfig.preset(model) { return (preset, model) }
        guard let json = FileManager.default.contents(atPath: model) else {
            throw ValidationError(
                "there is no preset and no file \(model); presets: "
                    + EncoderConfig.presets.map(\.name).joined(separator: ", "))
        }
        let name = URL(filePath: model).deletingPathExtension().lastPathComponent
        return (try EncoderConfig(json: json, from: model), Workspace.isName(name) ? name : "model")
    }

    private func listPresets() throws {
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
