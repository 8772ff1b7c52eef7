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
    public var seed: UInt64 = 1
    /// Pairs in a step; each is two products.
    public var batch = 64
    /// So many pairs in a row of a batch share a leaf category: negatives that are worth telling apart.
    public var group = 16
    public var schedule = LearningRateSchedule()
    public var optimizer = AdamW.Settings()
    public var task = ContrastiveTask.Settings()
    public var augmentation = Augmentation()
    public var variation = TextVariation()
    /// The share of pairs that are a product with itself, seen twice: no click is needed to learn from it.
    public var selfPairs = 0.25
    /// The chance that a pair of a group, after its first, starts from a product that the model takes for like the
    /// group's first and that is another.
    public var hardNegatives = 0.5
    /// The share of pairs that also ask for their trigger in another make ("the same, but red"), where a category has
    /// pairs that differ in an attribute or two.
    public var transfer = 0.15
    /// The chance that the joint view goes without its picture, and the same without its text.
    public var modalityDropout: Float = 0.1
    /// How many times held-out recall is measured.
    public var evaluations = 10
    /// Seconds between checkpoints.
    public var checkpointSeconds: Double = 60

    public init() {}
}
