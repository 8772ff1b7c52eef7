/// Why a folder or file is no model; who brought the model must bring another.
public enum ModelError: Error, Equatable, CustomStringConvertible {
    /// The config is no JSON, lacks a field, or states what cannot be built.
    case badConfig(path: String, reason: String)
    /// A file of the model is missing or damaged.
    case badFile(path: String, reason: String)
    /// A file of a model that others trained is missing, damaged or of a kind that is not read.
    case badImport(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// A listing with neither picture nor text has no place in the joint space.
    case nothingToEmbed(index: Int)

    public var description: String {
        switch self {
        case .badConfig(let path, let reason): "\(path) describes no model: \(reason)"
        case .badFile(let path, let reason): "the model's file \(path) cannot be used: \(reason)"
        case .badImport(let path, let reason): "\(path) cannot be taken in: \(reason)"
        case .unwritable(let path, let reason): "the model cannot be written to \(path): \(reason)"
        case .nothingToEmbed(let index): "listing \(index) of the batch has neither a picture nor text"
        }
    }
}
