public import Encoders
public import Foundation
import Layers
import Safetensors
public import Logging
public import Tensors
public import Tokens

/// Learns encoders from a training set, into the folder of a model.
///
/// The folder holds the best model so far by held-out recall, and `checkpoints/latest.safetensors` to go on from. Given
/// a plan in epochs, an interrupted run that is resumed ends with the same weights, bit for bit, as one that was not.
public final class Trainer {
    let folder: URL
    let plan: TrainingPlan
    let vocabulary: TokenizerFile
    let encoder: JointEncoder
    private let optimizer: AdamW
    private let task: any TrainingTask
    let teacher: EmbeddingModel?
    let batches: BatchMaker
    let stream: BatchStream
    let heldOut: HeldOutRecall
    let curves: TrainingCurves
    private let logger: Logger
    var state: Checkpoint.State

    private static let fewestProducts = 8

    /// The page that shows how the training goes; written anew at every measurement and at the end.
    public var page: URL { curves.page }

    /// What the run leaves out of what it was asked to learn, and why, in words.
    public var remarks: [String] { (task as? DistillationTask)?.remarks ?? [] }

    /// A fresh run. `folder` is made where it is not there; its last part is the model's name.
    ///
    /// - Parameters:
    ///   - start: Gives the weights that the run starts from, by key and shape; those it gives nil for are fresh.
    ///   - teacher: Whom it learns from, by the plan's distillation.
    public init(
        _ set: TrainingSet, plan: TrainingPlan, config: EncoderConfig, vocabulary: TokenizerFile,
        start: (String, [Int]) throws -> Tensor? = { _, _ in nil }, teacher: EmbeddingModel? = nil, folder: String,
        logger: Logger
    ) throws {
        guard set.training.products.count >= Self.fewestProducts else {
            throw TrainingError.tooFewProducts(found: set.training.products.count, needed: Self.fewestProducts)
        }
        var generator = Generator(seed: plan.seed)
        encoder = try withoutActuallyEscaping(start) { start in
            let source = ParameterSource(fresh: generator.split(), from: start)
            return try JointEncoder(
                source, config, vocabulary: vocabulary.tokenizer.vocabularySize, cache: FeatureCache())
        }
        (self.plan, self.vocabulary, self.logger, self.teacher) = (plan, vocabulary, logger, teacher)
        self.folder = URL(filePath: folder)
        optimizer = AdamW(encoder.trained, plan.optimizer)
        precondition((teacher == nil) == (plan.distillation == nil), "a plan to be taught goes with a teacher")
        if let teacher, let distillation = plan.distillation {
            task = try DistillationTask(teacher, student: encoder, distillation.task, contrastive: plan.task)
        } else {
            task = ContrastiveTask(plan.task)
        }
        batches = BatchMaker(set, plan, config, vocabulary.tokenizer)
        heldOut = HeldOutRecall(set.validation, config.image.preprocessing, limits: set.pictureLimits)
        curves = TrainingCurves(set, plan, config, folder: self.folder, logger: logger)
        state = Checkpoint.State(plan: plan, generator: generator)
        stream = BatchStream(batches, from: generator)
    }

    /// A run that goes on learning what the model in `start` knows, by `plan`: on a shop's own pairs, for one. What it
    /// started with counts as its first measurement, so that weights which do worse on held-out pairs are never kept.
    public convenience init(
        tuning start: String, _ set: TrainingSet, plan: TrainingPlan, folder: String, logger: Logger
    ) throws {
        let model = try EmbeddingModel(from: start)
        // Copies: the model that was opened stays what it was.
        let weights = Dictionary(uniqueKeysWithValues: model.encoder.parameters).mapValues {
            Tensor($0.value.values, shape: $0.value.shape)
        }
        var plan = plan
        plan.tunes = model.name
        try self.init(
            set, plan: plan, config: model.config, vocabulary: model.vocabulary,
            start: { key, shape in
                guard let own = weights[key], own.shape == shape else {
                    throw ModelError.badFile(path: start, reason: "its weights have no \(key) of shape \(shape)")
                }
                return own
            }, folder: folder, logger: logger)
    }

    /// The run in `folder`, from its last checkpoint, by the plan that it started with.
    ///
    /// - Parameter open: Opens the teacher of that name, where the run has one.
    public convenience init(
        resuming set: TrainingSet, folder: String, logger: Logger, opening open: (String) throws -> EmbeddingModel
    ) throws {
        let place = URL(filePath: folder)
        let checkpoint = place.appending(path: Self.checkpoint).path
        guard FileManager.default.fileExists(atPath: checkpoint) else {
            throw TrainingError.nothingToResume(path: checkpoint)
        }
        let configPath = place.appending(path: "config.json").path
        guard let json = FileManager.default.contents(atPath: configPath) else {
            throw ModelError.badFile(path: configPath, reason: "it cannot be read")
        }
        let config = try EncoderConfig(json: json, from: configPath)
        let vocabulary = try TokenizerFile(from: folder, for: config.text)
        let plan = try Checkpoint.state(checkpoint).plan
        let teacher = try plan.distillation.map { try Self.teacher($0, of: checkpoint, opening: open) }
        try self.init(
            set, plan: plan, config: config, vocabulary: vocabulary, teacher: teacher, folder: folder, logger: logger)
        state = try Checkpoint.read(checkpoint, into: encoder.parameters, optimizer)
        stream.goOn(from: state.generator)
        stream.hardNegatives = try Checkpoint.rivals(checkpoint, products: set.training.products.count)
    }

    /// What is learnt, as it stands.
    var parameters: [(key: String, parameter: Parameter)] { encoder.parameters }

    static let checkpoint = "checkpoints/latest.safetensors"
    /// Every training starts with its vectors in a bunch; from this share on they must have come apart.
    static let settled = 0.25

    /// Trains to the end of the plan, or until `isCancelled`: then a checkpoint is written and the result says that it
    /// is not finished.
    public func run(
        progress: (TrainingProgress) -> Void, isCancelled: () -> Bool = { false }
    ) throws -> TrainingResult {
        try prepareFolder()
        if state.step == 0 {
            if plan.tunes != nil { try measureStart() }
            if let teacher { state.teacherRecall = try heldOut.measure(teacher)?.recall }
            // From the first moment on there is something to resume.
            try save()
        }
        curves.begin(at: state.step)
        let clock = ContinuousClock()
        var (last, saved) = (clock.now, clock.now)
        while done < 1 {
            if isCancelled() {
                try save()
                curves.draw(.interrupted)
                return result(finished: false)
            }
            var report = try step()
            count(&last, clock.now)
            (report.seconds, report.done, report.samplesPerSecond) = (state.seconds, min(1, done), samplesPerSecond)
            if done * Double(plan.evaluations) >= Double(state.evaluations + 1) || done >= 1 {
                try evaluate(&report)
                curves.record(report)
                if done < 1 { curves.draw(.running(done)) }
                let before = state.seconds
                count(&last, clock.now)
                state.measuring += state.seconds - before
                try save()
                saved = last
            } else {
                curves.record(report)
                if (last - saved) / .seconds(1) >= plan.checkpointSeconds {
                    try save()
                    saved = last
                }
            }
            progress(report)
        }
        curves.draw(.finished)
        return result(finished: true)
    }

    /// Adds the time since `last` to the run's, and moves `last`.
    private func count(_ last: inout ContinuousClock.Instant, _ now: ContinuousClock.Instant) {
        state.seconds += (now - last) / .seconds(1)
        last = now
    }

    private var samplesPerSecond: Double { Double(state.samples) / max(state.seconds - state.measuring, 1e-3) }

    /// The share of the plan that is over.
    var done: Double {
        switch plan.length {
        case .minutes(let minutes): state.seconds / (60 * max(minutes, 1e-9))
        case .epochs(let epochs):
            Double(state.samples) / max(1, epochs * Double(batches.set.training.products.count))
        }
    }

    private func step() throws -> TrainingProgress {
        let (batch, generatorAfter) = stream.next()
        state.generator = generatorAfter
        let tape = Tape()
        let (loss, terms) = task.loss(
            batch, encoder, recomputing: batch.activations(config: encoder.config) > plan.activationMemory, on: tape)
        let value = loss.value.memory[0]
        guard value.isFinite else { throw TrainingError.diverged(step: state.step + 1) }
        tape.backward(from: loss)
        let rate = plan.schedule.rate(at: done)
        state.step += 1
        let norm = optimizer.step(state.step, rate: rate)
        if !norm.isFinite {
            logger.warning("a gradient was no number; the step was left out", metadata: ["step": "\(state.step)"])
        }
        state.samples += 2 * batch.count
        return TrainingProgress(
            step: state.step, samples: state.samples, seconds: state.seconds, done: done,
            samplesPerSecond: samplesPerSecond, learningRate: rate, loss: value,
            terms: terms, gradientNorm: norm)
    }

    private func prepareFolder() throws(TrainingError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try encoder.config.json.write(to: folder.appending(path: "config.json"), options: .atomic)
            try vocabulary.write(to: folder.path)
        } catch {
            throw .unwritable(path: folder.path, reason: "\(error)")
        }
    }

    private func save() throws(TrainingError) {
        try Checkpoint.write(
            state, encoder.parameters, optimizer, rivals: stream.hardNegatives,
            to: folder.appending(path: Self.checkpoint).path)
    }

    private func result(finished: Bool) -> TrainingResult {
        TrainingResult(
            name: folder.lastPathComponent, steps: state.step, samples: state.samples, seconds: state.seconds,
            samplesPerSecond: samplesPerSecond, recall: state.bestRecall,
            startRecall: state.startRecall, teacherRecall: state.teacherRecall, finished: finished)
    }
}
