import ArgumentParser
import Foundation
import Training

/// How a training goes: what `train` and `model distill` share.
struct PlanOptions: ParsableArguments {
    @Option(help: "How long to train.")
    var minutes: Double?

    @Option(help: "How often to go through the products, instead of --minutes.")
    var epochs: Double?

    @Option(help: "Where randomness starts (default: 1).")
    var seed: UInt64?

    @Option(help: ArgumentHelp("Pairs in a step (default: \(TrainingPlan().batch))."))
    var batch: Int?

    @Option(help: ArgumentHelp("The highest learning rate (default: \(LearningRateSchedule().peak))."))
    var rate: Float?

    @Option(
        help: ArgumentHelp(
            "A JSON file of any of a training's settings, such as {\"task\": {\"temperature\": 0.05}}; a model's are in "
                + "its checkpoint, and `--settings list` prints them all as they are by default.",
            valueName: "file|list"))
    var settings: String?

    func validate() throws {
        if minutes != nil, epochs != nil { throw ValidationError("give --minutes or --epochs, not both") }
        for (option, value) in [("--minutes", minutes), ("--epochs", epochs)] {
            if let value, !(value > 0 && value < 1e6) { throw ValidationError("\(option) is a number above 0") }
        }
        if let batch, !(2...4096).contains(batch) { throw ValidationError("--batch lies within 2...4096") }
        if let rate, !(rate > 0 && rate < 1) { throw ValidationError("--rate lies between 0 and 1") }
    }

    /// A run that goes on has its plan: none of this may be given.
    func refuse() throws {
        if minutes != nil || epochs != nil {
            throw ValidationError("--resume goes on by the plan that the training started with; leave the length out")
        }
        if settings != nil || seed != nil || batch != nil || rate != nil {
            throw ValidationError("--resume goes on with the settings that the training started with; leave them out")
        }
    }

    /// The settings of the file, where there is one, over those of `start`, with what the command line says put above.
    func plan(over start: TrainingPlan) throws -> TrainingPlan {
        var plan = start
        if let settings {
            guard let json = FileManager.default.contents(atPath: settings) else {
                throw ProgramError.badInput(file: settings, reason: "it is not there, or cannot be read")
            }
            plan = try TrainingPlan(json: json, from: settings, over: plan)
        }
        if let length = epochs.map({ TrainingPlan.Length.epochs($0) }) ?? minutes.map({ .minutes($0) }) {
            plan.length = length
        }
        plan.seed = seed ?? plan.seed
        plan.batch = batch ?? plan.batch
        plan.schedule.peak = rate ?? plan.schedule.peak
        return plan
    }

    var listsSettings: Bool { settings == "list" }

    /// Prints a plan as a settings file may hold it.
    func list(_ plan: TrainingPlan, _ console: Console) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        console.say(String(decoding: try encoder.encode(plan), as: UTF8.self))
        try console.finish(plan)
    }
}
