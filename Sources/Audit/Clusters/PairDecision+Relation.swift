public import Catalog

extension PairDecision.Verdict {
    /// Whether a relation holds of two listings that were decided so: variants are one style in several sizes or colours, and no
    /// duplicates.
    public func holds(_ relation: AuditRelation) -> Bool {
        switch self {
        case .duplicate: true
        case .variants: relation == .sameStyle
        case .different: false
        }
    }
}
