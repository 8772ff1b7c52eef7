/// What the threshold of an audit is chosen for.
public enum AuditPurpose: Hashable, Sendable {
    /// So many of the pairs that are joined are right, and as many are found as can be.
    case precision(Double)
    /// So many of the pairs there are found, and as few wrong ones as can be.
    case recall(Double)
    /// The highest F1.
    case balance
}

extension AuditPurpose: CustomStringConvertible {
    public var description: String {
        switch self {
        case .precision(let share): "precision \(share)"
        case .recall(let share): "recall \(share)"
        case .balance: "the highest F1"
        }
    }
}
