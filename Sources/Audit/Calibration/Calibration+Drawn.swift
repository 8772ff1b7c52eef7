extension Calibration {
    /// The weights set by hand, with what thresholds make of them among the listings of a drawn marketplace.
    public static func drawn(_ relation: AuditRelation) -> Calibration {
        Calibration(
            model: .standard(for: relation), curve: DrawnTruth.curve(relation),
            reliability: DrawnTruth.reliability(relation), source: .drawn)
    }
}
