/// Why vectors cannot be indexed or an index file cannot be used.
public enum NeighborError: Error, Equatable, CustomStringConvertible {
    /// So many numbers do not make whole rows.
    case wrongDimension(found: Int, expected: Int)
    /// A row holds what is no finite number.
    case noNumber(row: Int)
    case unreadable(path: String, reason: String)
    /// The file is cut off, altered, or no index; build it again.
    case damaged(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// The task that asked for it was cancelled.
    case cancelled
    /// The library that searches refused; our fault.
    case failed(reason: String)

    public var description: String {
        switch self {
        case .wrongDimension(let found, let expected):
            "\(found) numbers do not make rows of \(expected); the vectors come from another model"
        case .noNumber(let row): "row \(row) holds a value that is no finite number"
        case .unreadable(let path, let reason): "the index \(path) cannot be read: \(reason)"
        case .damaged(let path, let reason): "the index \(path) is damaged (\(reason)); build it again"
        case .unwritable(let path, let reason): "the index cannot be written to \(path): \(reason)"
        case .cancelled: "the index was not finished: its task was cancelled"
        case .failed(let reason): "the index failed: \(reason)"
        }
    }
}
