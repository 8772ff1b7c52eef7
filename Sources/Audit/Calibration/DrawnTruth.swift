/// What thresholds make of the weights set by hand among the listings of a drawn marketplace.
///
/// Written by `Tools/reference/drawn_truth.py`.
enum DrawnTruth {
    static func curve(_ relation: AuditRelation) -> PrecisionCurve? { nil }
    static func reliability(_ relation: AuditRelation) -> [ReliabilityBin] { [] }
}
