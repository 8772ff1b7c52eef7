import ArgumentParser
import Encoders
import Foundation
import Training

extension ModelCommand {
    struct Distill: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Teach a smaller model what a model knows.",
            discussion: """
                The student learns from its teacher's attention, value relations, vectors and ranking on the catalogue's \
                products. `--model half` and `--model quarter` are the teacher's own config with so much of its \
                Transformer parameters; they start from the teacher's weights where these fit. With --assistant, a model \
                between the two learns first and teaches the student; each trains for --minutes or --epochs. Interrupted, \
                the same command with --resume goes on.
                """)

        @OptionGroup var global: GlobalOptions

        @Option(help: ArgumentHelp("The model to learn from; it is only read.", valueName: "name"))
        var teacher: String?

        @Option(
            help: ArgumentHelp(
                "The student: half, quarter, a preset or a JSON file; it reads the pictures and words that its teacher "
                    + "reads.", valueName: "half|quarter|preset|file"))
        var model: String?

        @Option(help: "What to call the student.")
        var name: String

        @Option(
            help: ArgumentHelp(
                "A model between teacher and student that learns first, called like the student with -assistant.",
                valueName: "half|quarter|preset|file"))
        var assistant: String?

        @Flag(help: "Start the student from fresh weights rather than from its teacher's.")
        var fresh = false

        @OptionGroup(title: "Pairs to learn from") var pairs: SamplingOptions
        @OptionGroup(title: "How to train") var training: PlanOptions

        @Flag(help: "Go on with an interrupted distillation.")
        var resume = false

        func validate() throws {
            guard Workspace.isName(name), Workspace.isName(assistantName) else {
                throw ValidationError(
                    "--name is of letters, digits, '.', '-' and '_', starts with none of the marks and is short")
            }
            if training.listsSettings { return }
            if teacher == name { throw ValidationError("--name is the teacher's: the student needs one of its own") }
            if assistant != nil, teacher == assistantName {
                throw ValidationError("the assistant would be called \(assistantName), as the teacher is")
            }
            if !resume, teacher == nil || model == nil {
                throw ValidationError("say by --teacher what to learn from, and by --model what shall learn")
            }
        }

        private var assistantName: String { DistillStage.assistant(of: name) }

        func run() throws {
            var start = TrainingPlan()
            start.distillation = Distillation()
            if training.listsSettings { return try training.list(start, global.console) }
            let stage = DistillStage(workspace: global.workspace, console: global.console)
            if resume, stage.isBegun(name) { return try stage.resume(name) }
            guard let teacher, let model else {
                throw ProgramError.nothing(
                    missing: "no distillation of \(name) to go on with",
                    remedy: "give the whole command, with --teacher and --model")
            }
            let plan = try training.plan(over: start)
            // What cannot be used, or built, is said to be so before pairs are sampled.
            let known = try global.workspace.openModel(teacher)
            var students = [DistillStage.Student(name: name, config: try config(model, after: known.config))]
            if let assistant {
                let config = try config(assistant, after: known.config)
                students.insert(DistillStage.Student(name: assistantName, config: config), at: 0)
            }
            try stage.run(
                students, teacher: known, plan: plan, sampling: pairs.sampling, copying: !fresh, resuming: resume)
        }

        /// The config of a student of that name, reading what the teacher reads.
        private func config(_ model: String, after teacher: EncoderConfig) throws -> EncoderConfig {
            if let share = StudentShare(rawValue: model) { return try teacher.student(share) }
            return try ModelChoice(model, besides: StudentShare.allCases.map(\.rawValue)).config.reading(as: teacher)
        }
    }
}
