/// How evidence is weighed for one relation, and what that was seen to be worth.
public struct EvidenceCalibration: Codable, Hashable, Sendable {
    public var model: EvidenceModel
    /// What thresholds make of the pairs, each judged by weights that were fitted without it; nil where the weights were
    /// set by hand and nothing was measured.
    public var curve: PrecisionCurve?
    /// How often the same pairs were right for how sure they were.
    public var reliability: [ReliabilityBin]
    /// Chosen for `purpose`, without looking at any other pairs; nil where nobody chose one.
    public var threshold: Double?
    public var purpose: String?
    /// How many of the pairs people decided in this catalogue.
    public var decisions: Int
    public var source: Source

    /// Where its figures are from.
    public enum Source: String, Codable, Sendable {
        case labels
        /// A drawn marketplace, whose listings are like nobody's.
        case drawn
    }

    public init(
        model: EvidenceModel, curve: PrecisionCurve? = nil, reliability: [ReliabilityBin] = [],
        threshold: Double? = nil, purpose: String? = nil, decisions: Int = 0, source: Source = .labels
    ) {
        self.model = model
        self.curve = curve
        self.reliability = reliability
        self.threshold = threshold
        self.purpose = purpose
        self.decisions = decisions
        self.source = source
    }

    /// The same with the threshold for a purpose.
    ///
    /// - Throws: Where the pairs show no such threshold, with the best that they show.
    public func chosen(for purpose: AuditPurpose) throws(CalibrationError) -> EvidenceCalibration {
        guard let curve else { throw .nothingMeasured }
        guard let point = curve.point(for: purpose) else {
            throw .unreachable(
                purpose: purpose.description, pairs: curve.same + curve.different, best: curve.surest?.precision ?? 0,
                origin: origin)
        }
        var chosen = self
        (chosen.threshold, chosen.purpose) = (curve.threshold(point), purpose.description)
        return chosen
    }

    /// What its figures were measured on.
    public var origin: String {
        guard let curve else { return "set by hand; not measured" }
        if source == .drawn {
            return "measured on \(curve.same + curve.different) pairs of drawn listings, not on yours"
        }
        let decided = decisions > 0 ? ", \(decisions) of them decided by people here" : ""
        return
            "measured on \(curve.same + curve.different) labelled pairs, \(curve.same) of them the same\(decided), each "
            + "judged by weights fitted without it; it holds where pairs are like these"
    }

    /// What to expect of an audit at `threshold`.
    public func expectation(at threshold: Double) -> AuditExpectation? {
        guard let curve, let point = curve.point(at: threshold) else { return nil }
        return AuditExpectation(
            precision: point.precision, recall: curve.recall(point), knownBy: origin, reliability: reliability)
    }
}
