public import Pictures

/// How a training goes: what a checkpoint carries along, so that a resumed run is the same run.
public struct TrainingPlan: Codable, Hashable, Sendable {
    /// When a training is over.
    public enum Length: Codable, Hashable, Sendable {
        /// An epoch shows as many products as the training part holds.
        case epochs(Double)
        /// By the clock, so two runs differ in their number of steps.
        case minutes(Double)
    }

    public var length = Length.minutes(10)
    /// The model whose weights the training starts from; fresh ones where nil.
    public var tunes: String?
    /// Whom the training learns from, where it has a teacher.
    public var distillation: Distillation?
    public var seed: UInt64 = 1
    /// Pairs in a step; each is two products.
    public var batch = 64
    /// So many pairs in a row of a batch share a leaf category: negatives that are harder to tell apart. One: pictures and
    /// words find each other better among products of all kinds, and same styles no worse (docs/results.md).
    public var group = 1
    public var schedule = LearningRateSchedule()
    public var optimizer = AdamW.Settings()
    public var task = ContrastiveTask.Settings()
    public var augmentation = Augmentation()
    public var variation = TextVariation()
    /// The share of pairs that are a product with itself, seen twice: no click is needed to learn from it.
    public var selfPairs = 0.25
    /// The chance that a pair of a group of several, after its first, starts from a product that the model takes for like the
    /// group's first and that is another. Off: it took from held-out recall where it was tried (docs/results.md).
    public var hardNegatives = 0.0
    /// The share of pairs that also ask for their trigger in another make ("the same, but red"), where a category has
    /// pairs that differ in an attribute or two. Off: the joint view cannot both tell colours apart and pass over them,
    /// and same style lost more than these questions won (docs/results.md).
    public var transfer = 0.0
    /// How many bytes of activations a step may keep; a batch that needs more computes them once more on the way back,
    /// a piece at a time: the same gradients for a third more work (gradient caching, Gao et al. 2021).
    public var activationMemory = 4 << 30
    /// The chance that the joint view goes without its picture, and the same without its text.
    public var modalityDropout: Float = 0.1
    /// How many times held-out recall is measured.
    public var evaluations = 10
    /// Seconds between checkpoints.
    public var checkpointSeconds: Double = 60

    public init() {}
}

extension TrainingPlan {
    /// What makes this no plan to train by; nil where all is well.
    var fault: String? {
        func bounded<Value: Comparable>(_ name: String, _ value: Value, _ range: ClosedRange<Value>) -> String? {
            // No number lies in no range.
            range.contains(value) ? nil : "\(name) is \(value); it lies within \(range)"
        }
        let chances: [(String, Double)] = [
            ("selfPairs", selfPairs), ("hardNegatives", hardNegatives), ("transfer", transfer),
            ("modalityDropout", Double(modalityDropout)), ("variation.query", variation.query),
            ("variation.titleDropout", variation.titleDropout), ("variation.fieldDropout", variation.fieldDropout),
            ("variation.wordDropout", variation.wordDropout), ("schedule.warmup", schedule.warmup),
            ("augmentation.smallestCrop", augmentation.smallestCrop),
        ]
        let weights: [(String, Float)] = [
            ("task.ppm", task.ppm), ("task.pdc", task.pdc), ("task.lc", task.lc), ("task.contrast", task.contrast),
            ("task.transfer", task.transfer), ("task.views.ii", task.views.ii), ("task.views.im", task.views.im),
            ("task.views.tm", task.views.tm), ("task.views.mm", task.views.mm), ("task.views.it", task.views.it),
            ("task.views.tt", task.views.tt), ("task.margin", task.margin),
            ("task.consistencyMargin", task.consistencyMargin), ("optimizer.weightDecay", optimizer.weightDecay),
        ]
        let minutes = if case .minutes(let minutes) = length { minutes } else { 1.0 }
        let epochs = if case .epochs(let epochs) = length { epochs } else { 1.0 }
        let all = weights + (distillation?.weights ?? [])
        var found = chances.map { bounded($0.0, $0.1, 0...1) } + all.map { bounded($0.0, $0.1, 0...1000) }
        found += [
            bounded("batch", batch, 2...4096), bounded("variation.texts", variation.texts, 0...65_535),
            bounded("group", group, 1...4096), bounded("task.nearest", task.nearest, 1...4096),
            bounded("task.temperature", task.temperature, 0.001...10), bounded("evaluations", evaluations, 1...10_000),
            bounded("schedule.peak", schedule.peak, 0...1), bounded("optimizer.towers", optimizer.towers, 0...1),
            bounded("optimizer.clip", optimizer.clip, 1e-6...1e6),
            bounded("optimizer.epsilon", optimizer.epsilon, 1e-12...1),
            bounded("optimizer.beta1", optimizer.beta1, 0...0.9999),
            bounded("optimizer.beta2", optimizer.beta2, 0...0.99999), bounded("length.minutes", minutes, 1e-6...1e6),
            bounded("length.epochs", epochs, 1e-6...1e6), bounded("checkpointSeconds", checkpointSeconds, 0...1e9),
        ]
        if hardNegatives > 0, group < 2 {
            found.append("hardNegatives are drawn into a group, and group is \(group); it is 2 or more with them")
        }
        return found.compactMap { $0 }.first ?? distillation?.fault
    }
}
