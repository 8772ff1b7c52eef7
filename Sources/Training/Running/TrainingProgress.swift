/// Where a training stands, as a person or a log wants to see it.
public struct TrainingProgress: Sendable {
    public var step: Int
    /// Products shown so far.
    public var samples: Int
    public var seconds: Double
    /// The share that is over, 0 to 1.
    public var done: Double
    public var samplesPerSecond: Double
    public var learningRate: Float
    public var loss: Float
    /// The families of the loss, unweighted.
    public var terms: [(name: String, value: Float)]
    /// Before clipping.
    public var gradientNorm: Float?
    /// Held-out recall@10 by pair of views, when it was just measured.
    public var recall: [String: Double]?
    /// Something a person should know, in words.
    public var warning: String?

    /// At the pace so far.
    public var secondsLeft: Double? { done > 0.001 ? seconds / done * (1 - done) : nil }
}

/// What a training came to.
public struct TrainingResult: Codable, Sendable {
    public var name: String
    public var steps: Int
    public var samples: Int
    public var seconds: Double
    public var samplesPerSecond: Double
    /// Held-out recall@10 of the checkpoint that was kept, by pair of views.
    public var recall: [String: Double]
    /// The same of the model that was tuned, before the first step; where `recall` is no better, its weights were kept.
    public var startRecall: [String: Double]?
    /// The same of the teacher of a distillation.
    public var teacherRecall: [String: Double]?
    /// False where it was interrupted and can be resumed.
    public var finished: Bool

    enum CodingKeys: String, CodingKey {
        case name, steps, samples, seconds
        case samplesPerSecond = "samples_per_second"
        case recall, finished
        case startRecall = "start_recall"
        case teacherRecall = "teacher_recall"
    }
}
