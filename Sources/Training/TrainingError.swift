/// Why a training cannot start or go on.
public enum TrainingError: Error, CustomStringConvertible {
    /// The shop must import more products.
    case tooFewProducts(found: Int, needed: Int)
    /// `--resume` without a run to go on with.
    case nothingToResume(path: String)
    /// The checkpoint is damaged or belongs to another model; the run starts anew or from another copy.
    case badCheckpoint(path: String, reason: String)
    /// The settings of a training are no plan; whoever wrote the file mends it.
    case badPlan(path: String, reason: String)
    /// The student's shape does not go with the teacher's; whoever chose them chooses another.
    case unfitStudent(teacher: String, reason: String)
    case unwritable(path: String, reason: String)
    /// The weights became no numbers: a lower learning rate is the cure.
    case diverged(step: Int)

    public var description: String {
        switch self {
        case .tooFewProducts(let found, let needed):
            "\(found) products with a picture or text are in the training part; at least \(needed) are needed: import more"
        case .nothingToResume(let path): "there is no checkpoint at \(path): start without --resume"
        case .badCheckpoint(let path, let reason): "the checkpoint \(path) cannot be used: \(reason)"
        case .badPlan(let path, let reason): "the settings \(path) cannot be used: \(reason)"
        case .unfitStudent(let teacher, let reason): "\(teacher) cannot teach this student: \(reason)"
        case .unwritable(let path, let reason): "the training cannot write \(path): \(reason)"
        case .diverged(let step): "the loss became no number at step \(step): start again with a lower learning rate"
        }
    }
}
