import Encoders
import Foundation
import Training

/// What a distillation came to, beside its teacher.
struct DistillOutcome: Encodable {
    let name: String
    let teacher: String
    let assistant: String?
    let parameters: Int
    let teacherParameters: Int
    /// Of the blocks of both towers alone.
    let transformerParameters: Int
    let teacherTransformerParameters: Int
    /// Held-out recall@10 by pair of views.
    let recall: [String: Double]
    let teacherRecall: [String: Double]
    let assistantRecall: [String: Double]?
    /// The student's recall as a share of its teacher's, where that is above zero.
    let recallKept: [String: Double]
    let speed: ModelSpeed
    let teacherSpeed: ModelSpeed
    let steps: Int
    let samples: Int
    /// Of all trainings together.
    let seconds: Double

    enum CodingKeys: String, CodingKey {
        case name, teacher, assistant, parameters, recall, speed, steps, samples, seconds
        case teacherParameters = "teacher_parameters"
        case transformerParameters = "transformer_parameters"
        case teacherTransformerParameters = "teacher_transformer_parameters"
        case teacherRecall = "teacher_recall"
        case assistantRecall = "assistant_recall"
        case recallKept = "recall_kept"
        case teacherSpeed = "teacher_speed"
    }

    /// - Parameters:
    ///   - records: The student's and, where there is one, the assistant's.
    ///   - speeds: The student's and the teacher's.
    init(
        _ student: EmbeddingModel, teacher: EmbeddingModel, assistant: String?, _ records: [TrainingRecord],
        speeds: [ModelSpeed]
    ) {
        (name, self.teacher, self.assistant) = (student.name, teacher.name, assistant)
        (parameters, teacherParameters) = (student.encoder.parameterCount, teacher.encoder.parameterCount)
        transformerParameters = student.encoder.transformerParameterCount
        teacherTransformerParameters = teacher.encoder.transformerParameterCount
        let taught = records[0].recall
        // The assistant was measured against the teacher, the student against the assistant.
        let known = records[records.count - 1].teacherRecall ?? [:]
        (recall, teacherRecall) = (taught, known)
        assistantRecall = assistant == nil ? nil : records[0].teacherRecall
        recallKept = known.reduce(into: [:]) { kept, cell in
            if cell.value > 0, let own = taught[cell.key] { kept[cell.key] = own / cell.value }
        }
        (speed, teacherSpeed) = (speeds[0], speeds[1])
        (steps, samples) = (records[0].steps, records[0].samples)
        seconds = records.map(\.seconds).reduce(0, +)
    }

    /// Times are of inputs by 32.
    var table: TextTable {
        let cells = teacherRecall.keys.sorted()
        var table = TextTable(["model", "parameters", "in blocks", "ms a picture", "a text"] + cells)
        func row(_ name: String, _ sizes: [Int], _ speed: ModelSpeed, _ recall: [String: Double]) {
            table.add(
                [name] + sizes.map { String(format: "%.2f M", Double($0) / 1e6) }
                    + [speed.pictureOf32, speed.textOf32].map { String(format: "%.2f", $0) }
                    + cells.map { cell in recall[cell].map { String(format: "%.4f", $0) } ?? "" })
        }
        row(teacher, [teacherParameters, teacherTransformerParameters], teacherSpeed, teacherRecall)
        row(name, [parameters, transformerParameters], speed, recall)
        table.add(
            ["of the teacher's"]
                + [
                    Double(parameters) / Double(teacherParameters),
                    Double(transformerParameters) / Double(max(1, teacherTransformerParameters)),
                ].map { String(format: "%.1f %%", 100 * $0) }
                + [teacherSpeed.pictureOf32 / speed.pictureOf32, teacherSpeed.textOf32 / speed.textOf32].map {
                    String(format: "%.2f x faster", $0)
                } + cells.map { cell in recallKept[cell].map { String(format: "%.1f %%", 100 * $0) } ?? "" })
        return table
    }
}
