/// Why an audit could not be written or read.
public enum AuditError: Error, Equatable, CustomStringConvertible {
    /// The folder holds files that are no audit's.
    case notAnAudit(path: String)
    case unwritable(path: String, reason: String)
    case unreadable(path: String, reason: String)
    case damaged(path: String, line: Int, reason: String)

    public var description: String {
        switch self {
        case .notAnAudit(let path):
            "\(path): this folder holds other files than an audit's; choose an empty folder or a new one"
        case .unwritable(let path, let reason):
            "\(path): the audit cannot be written: \(reason); check that there is room and that the place is yours"
        case .unreadable(let path, let reason): "\(path): the audit cannot be read: \(reason)"
        case .damaged(let path, let line, let reason):
            "\(path): line \(line) is damaged (\(reason)); run the audit again"
        }
    }
}
