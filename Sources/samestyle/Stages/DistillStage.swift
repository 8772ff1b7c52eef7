import Clicks
import Encoders
import Foundation
import Training

/// A model's knowledge taught to a smaller one, by way of an assistant where one is asked for.
struct DistillStage {
    let workspace: Workspace
    let console: Console

    /// Who learns: an assistant before the student.
    struct Student {
        let name: String
        let config: EncoderConfig
    }

    private var training: TrainStage {
        TrainStage(workspace: workspace, console: console) { _ in "the same command with --resume goes on" }
    }

    /// What the assistant of a student is called.
    static func assistant(of student: String) -> String { "\(student)-assistant" }

    /// Whether a training of that name left something to go on with.
    func isBegun(_ name: String) -> Bool { (try? workspace.modelNames(unfinished: true).contains(name)) == true }

    /// Teaches each student, the first by `teacher` and every other by the one before; says what became of the last.
    ///
    /// - Parameter resuming: Whether those that were begun before go on, by their own plans.
    func run(
        _ students: [Student], teacher: EmbeddingModel, plan: TrainingPlan, sampling: Sampling, copying: Bool,
        resuming: Bool
    ) throws {
        for student in students where !(resuming && isBegun(student.name)) && workspace.isTaken(student.name) {
            throw ProgramError.nothing(
                missing: "a model called \(student.name) is there already",
                remedy: "go on with it by --resume, or choose another --name")
        }
        var teacher = teacher
        for student in students {
            if resuming, isBegun(student.name) {
                _ = try training.resume(student.name)
            } else {
                _ = try training.start(
                    .distilling(teacher, student.config, copying: copying), name: student.name, plan: plan,
                    sampling: sampling)
            }
            teacher = try workspace.openModel(student.name)
        }
        try tell(of: teacher)
    }

    /// Goes on with a student that was begun; a finished one is told of again.
    func resume(_ name: String) throws {
        _ = try self.teacher(of: name)
        _ = try training.resume(name)
        try tell(of: workspace.openModel(name))
    }

    /// Whom a model learnt from, by its checkpoint.
    private func teacher(of name: String) throws -> String {
        guard let teacher = try TrainingRecord(of: workspace.model(name).path).plan.distillation?.teacher else {
            throw ProgramError.nothing(
                missing: "\(name) learns from no teacher", remedy: "`samestyle train --resume` goes on with it")
        }
        return teacher
    }

    /// Says what student and teacher are and can.
    private func tell(of student: EmbeddingModel) throws {
        var records = [try TrainingRecord(of: workspace.model(student.name).path)]
        var teacher = try self.teacher(of: student.name)
        var assistant: String?
        if teacher == Self.assistant(of: student.name), isBegun(teacher) {
            assistant = teacher
            records.append(try TrainingRecord(of: workspace.model(teacher).path))
            teacher = try self.teacher(of: teacher)
        }
        let known = try workspace.openModel(teacher)
        let outcome = DistillOutcome(
            student, teacher: known, assistant: assistant, records, speeds: ModelSpeed.measure([student, known]))
        outcome.table.lines.forEach(console.say)
        try console.finish(outcome)
    }
}
