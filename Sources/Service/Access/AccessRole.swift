/// What a key allows: each role everything that those before it do.
public enum AccessRole: String, Sendable, CaseIterable, Comparable {
    case read, write, admin

    public static func < (a: AccessRole, b: AccessRole) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .read: 0
        case .write: 1
        case .admin: 2
        }
    }
}
