/// Among which listings an audit looks.
public enum AuditScope: String, Codable, Hashable, Sendable, CaseIterable {
    /// Only within the listings of one seller.
    case seller
    /// Across the whole catalogue.
    case all
}
