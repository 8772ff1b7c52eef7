/// Why a marketplace could not be written; the one who chose the folder must act.
public enum DemoError: Error, Equatable, CustomStringConvertible {
    case unwritable(path: String, reason: String)

    public var description: String {
        switch self {
        case .unwritable(let path, let reason):
            "\(path): cannot be written: \(reason); choose a folder with free space that you may write to"
        }
    }
}
