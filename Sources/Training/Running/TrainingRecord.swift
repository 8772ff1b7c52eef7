import Foundation

/// What a model's folder tells of the training that made it.
public struct TrainingRecord: Sendable {
    public let plan: TrainingPlan
    public let steps: Int
    public let samples: Int
    /// Of work, without the time between runs.
    public let seconds: Double
    /// Held-out recall@10 by pair of views: of the weights that were kept, and of the teacher, where there is one.
    public let recall: [String: Double]
    public let teacherRecall: [String: Double]?

    /// - Throws: `TrainingError` where the folder holds no checkpoint, or one that cannot be read.
    public init(of folder: String) throws(TrainingError) {
        let path = URL(filePath: folder).appending(path: Trainer.checkpoint).path
        guard FileManager.default.fileExists(atPath: path) else { throw .nothingToResume(path: path) }
        let state = try Checkpoint.state(path)
        (plan, steps, samples, seconds) = (state.plan, state.step, state.samples, state.seconds)
        (recall, teacherRecall) = (state.bestRecall, state.teacherRecall)
    }
}
