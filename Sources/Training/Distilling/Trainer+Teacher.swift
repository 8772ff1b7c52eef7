public import Encoders
public import Foundation
public import Logging

extension Trainer {
    /// A run that learns from a teacher, which is only read.
    ///
    /// - Parameters:
    ///   - plan: Its `distillation` says by what losses; the teacher's name is put in.
    ///   - config: The student's; it reads what the teacher reads (`EncoderConfig.reading(as:)`).
    ///   - copies: Whether the student starts from what of the teacher's weights has its shape, rather than from fresh
    ///     ones.
    public convenience init(
        distilling teacher: EmbeddingModel, _ set: TrainingSet, plan: TrainingPlan, config: EncoderConfig,
        copying copies: Bool = true, folder: String, logger: Logger
    ) throws {
        var plan = plan
        var distillation = plan.distillation ?? Distillation()
        (distillation.teacher, distillation.fingerprint) = (teacher.name, teacher.fingerprint)
        plan.distillation = distillation
        let weights = copies ? TeachersWeights(of: teacher, for: config) : nil
        try self.init(
            set, plan: plan, config: config, vocabulary: teacher.vocabulary,
            start: { weights?.tensor($0, $1) }, teacher: teacher, folder: folder, logger: logger)
    }

    /// The run in `folder`, which has no teacher, from its last checkpoint.
    public convenience init(resuming set: TrainingSet, folder: String, logger: Logger) throws {
        try self.init(resuming: set, folder: folder, logger: logger) { name in
            throw TrainingError.badCheckpoint(path: folder, reason: "it learns from \(name), which was not given")
        }
    }

    /// The teacher that a checkpoint names, which must not have changed since.
    static func teacher(
        _ distillation: Distillation, of checkpoint: String, opening open: (String) throws -> EmbeddingModel
    ) throws -> EmbeddingModel {
        let teacher = try open(distillation.teacher)
        guard teacher.fingerprint == distillation.fingerprint else {
            throw TrainingError.badCheckpoint(
                path: checkpoint, reason: "its teacher \(teacher.name) has other weights than when the run began")
        }
        return teacher
    }
}
