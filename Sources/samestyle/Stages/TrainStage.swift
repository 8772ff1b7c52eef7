import Clicks
import Encoders
import Foundation
import Logging
import Tokens
import Training

/// Encoders learnt from the catalogue's clicks, into the folder of a model.
struct TrainStage {
    let workspace: Workspace
    let console: Console
    /// How a run of that name, interrupted, goes on, in words.
    var goingOn: (String) -> String = { "`samestyle train --resume --name \($0)` goes on" }

    /// What a run starts with.
    enum Beginning {
        /// Fresh weights of that shape; where a text encoder is given, its weights and vocabulary.
        case fresh(EncoderConfig, text: BertFolder?)
        /// The weights, shape and vocabulary of a model in this folder.
        case tuning(URL)
        /// A student of that shape, from a teacher; `copying` what of the teacher's weights has its shape.
        case distilling(EmbeddingModel, EncoderConfig, copying: Bool)
    }

    /// A new run.
    func start(
        _ beginning: Beginning, name: String, plan: TrainingPlan, sampling: Sampling = Sampling()
    ) throws -> TrainingResult {
        guard !workspace.isTaken(name) else {
            throw ProgramError.nothing(
                missing: "a model called \(name) is there already",
                remedy: "go on with it by --resume, or choose another --name")
        }
        let outcome = try sampled(sampling)
        let set = trainingSet(outcome, outcome.pairs)
        let trainer = try trainer(beginning, set, plan, workspace.model(name).path)
        try PairFile(model: workspace.model(name)).write(outcome.pairs)
        return try run(trainer, name)
    }

    private func trainer(
        _ beginning: Beginning, _ set: TrainingSet, _ plan: TrainingPlan, _ folder: String
    ) throws -> Trainer {
        let logger = Logger(label: "training")
        switch beginning {
        case .fresh(let config, let text):
            let tokenizer = text?.tokenizer ?? Self.vocabulary(of: set, size: config.text.vocabulary)
            return try Trainer(
                set, plan: plan, config: config, vocabulary: TokenizerFile(tokenizer),
                start: { try text?.parameter($0, $1) },
                folder: folder, logger: logger)
        case .tuning(let model):
            return try Trainer(tuning: model.path, set, plan: plan, folder: folder, logger: logger)
        case .distilling(let teacher, let config, let copying):
            return try Trainer(
                distilling: teacher, set, plan: plan, config: config, copying: copying, folder: folder, logger: logger)
        }
    }

    private static func vocabulary(of set: TrainingSet, size: Int) -> WordPiece {
        WordPiece.learn(from: set.training.products.flatMap { $0.fields + $0.queries }, size: size)
    }

    /// The run of a model that was interrupted, from the pairs it started with.
    func resume(_ name: String) throws -> TrainingResult {
        let pairs = try PairFile(model: workspace.model(name)).read()
        let set = trainingSet(try PairStage(store: workspace.openCatalog()).run(), pairs)
        let trainer = try Trainer(
            resuming: set, folder: workspace.model(name).path, logger: Logger(label: "training"),
            opening: { try workspace.openModel($0) })
        return try run(trainer, name)
    }

    /// What there is to learn from, and what is held out.
    func trainingSet(_ sampling: Sampling) throws -> TrainingSet {
        let outcome = try sampled(sampling)
        return trainingSet(outcome, outcome.pairs)
    }

    private func sampled(_ sampling: Sampling) throws -> PairStage.Outcome {
        let snapshot = try IndexStage(workspace: workspace, console: console).openIfBuilt()
        if let snapshot { console.say("pairs are held against the embeddings of \(snapshot.manifest.model) too") }
        return try PairStage(store: workspace.openCatalog()).run(sampling, relevantBy: snapshot)
    }

    private func trainingSet(_ outcome: PairStage.Outcome, _ pairs: [ClickPair]) -> TrainingSet {
        let set = TrainingSet(
            catalogue: outcome.catalogue, pairs: pairs, queries: outcome.queries,
            pictureLimits: outcome.pictureLimits)
        console.say(
            "learning from \(set.training.products.count) products and \(set.training.pairs.count) pairs; held out: "
                + "\(set.validation.products.count) products, \(set.validation.pairs.count) pairs")
        if set.training.pairs.isEmpty {
            console.note("no click pair was kept, so each product is learnt from itself alone; see `samestyle pairs`")
        }
        return set
    }

    private func run(_ trainer: Trainer, _ name: String) throws -> TrainingResult {
        trainer.remarks.forEach(console.note)
        console.say("curves: \(trainer.page.path)")
        let line = console.progress("train \(name)")
        var recall = ""
        let result = try trainer.run(
            progress: { progress in
                if let measured = progress.recall { recall = ", held-out recall@10 \(Self.words(measured))" }
                if let warning = progress.warning { console.note("train \(name): \(warning)") }
                let terms = progress.terms.map { "\($0.name) \(Self.number(Double($0.value)))" }.joined(separator: " ")
                let detail = "step \(progress.step), loss \(Self.number(Double(progress.loss))) (\(terms))\(recall)"
                line.show(
                    share: progress.done, done: progress.samples, unit: "samples",
                    rate: progress.samplesPerSecond, secondsLeft: progress.secondsLeft, detail: detail)
            }, isCancelled: { Task.isCancelled })
        guard result.finished else {
            throw ProgramError.interrupted(
                "step \(result.steps) is saved; \(goingOn(name))")
        }
        line.close(
            "\(result.steps) steps, \(result.samples) samples, \(Int(result.samplesPerSecond))/s, held-out recall@10 "
                + Self.words(result.recall))
        console.say("curves: \(trainer.page.path)")
        return result
    }

    private static func words(_ recall: [String: Double]) -> String {
        recall.isEmpty
            ? "unknown"
            : recall.sorted { $0.key < $1.key }.map { "\($0.key) \(number($0.value))" }.joined(separator: " ")
    }

    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
