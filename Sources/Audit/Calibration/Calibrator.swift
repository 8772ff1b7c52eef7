import Records

/// Fits the weights of evidence to labelled pairs, and measures what they are worth on pairs they were not fitted to.
public struct Calibrator: Sendable {
    public let relation: AuditRelation
    let scale: NearScale

    private static let folds = 5
    /// How many pairs of either label there have to be.
    public static let least = 10

    public init(_ relation: AuditRelation, _ evidence: LabelledEvidence) {
        self.relation = relation
        scale = evidence.scale
    }

    init(_ relation: AuditRelation, scale: NearScale = NearScale()) {
        (self.relation, self.scale) = (relation, scale)
    }

    /// Weights fitted to all pairs, and brought to the confidence that cross-fitting shows (Platt 1999).
    ///
    /// Every pair is judged by weights fitted to four fifths of the listings, without its own. How sure those judgements
    /// ought to have been scales the weights of all; what thresholds make of them is the curve.
    ///
    /// - Parameter fits: False keeps the weights set by hand and measures them alone.
    public func calibrate(_ pairs: [(pair: LabelledPair, evidence: PairEvidence)], fits: Bool = true)
        throws(CalibrationError) -> EvidenceCalibration
    {
        let same = pairs.count { $0.pair.isSame }
        guard min(same, pairs.count - same) >= Self.least else {
            throw .tooFew(same: same, different: pairs.count - same, least: Self.least)
        }
        let standard = EvidenceModel.standard(for: relation)
        let rows = pairs.map { (EvidenceModel.values(of: $0.evidence, scale), $0.pair.isSame ? 1.0 : 0.0) }
        guard fits else { return Self.measured(standard, rows.map { (standard.logit($0.0), $0.1 == 1) }) }
        let folds = pairs.map { Int(TextHash.of($0.pair.a.text) % UInt32(Self.folds)) }
        // The last is fitted to every pair.
        let fitted = Parallel.map(Self.folds + 1) { fold in
            let seen = rows.indices.filter { folds[$0] != fold }.map { rows[$0] }
            return EvidenceModel(weights: EvidenceModel.fit(seen, from: standard.weights, ridge: 0.1))
        }
        let judged = rows.indices.map { (fitted[folds[$0]].logit(rows[$0].0), rows[$0].1 == 1) }
        // Held near where they are already as sure as they ought to be: slope one, offset zero.
        let sure = judged.map { logit, isSame -> ([Double], Double) in ([1, logit], isSame ? 1 : 0) }
        let platt = EvidenceModel.fit(sure, from: [0, 1], ridge: 1)
        return Self.measured(
            fitted[Self.folds].scaled(slope: platt[1], offset: platt[0]),
            judged.map { (platt[0] + platt[1] * $0.0, $0.1) })
    }

    private static func measured(_ model: EvidenceModel, _ judged: [(logit: Double, isSame: Bool)])
        -> EvidenceCalibration
    {
        let scored = judged.map { (confidence: EvidenceModel.probability($0.logit), isSame: $0.isSame) }
        return EvidenceCalibration(
            model: model, curve: PrecisionCurve(scored), reliability: ReliabilityBin.bins(scored))
    }
}
