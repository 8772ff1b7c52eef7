/// Why a table as a whole cannot be read or written; a bad row is no error but a `BadRow`.
public enum TableError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// The first line names no columns.
    case noHeader(path: String, reason: String)
    /// The place to go on from is not in the file.
    case noSuchPlace(path: String, offset: Int, size: Int)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .noHeader(let path, let reason):
            "\(path): its first line names no columns (\(reason)); a table starts with a line of column names"
        case .noSuchPlace(let path, let offset, let size):
            "\(path): cannot go on from byte \(offset) of \(size); the file was cut since"
        }
    }
}
