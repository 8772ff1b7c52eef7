import Audit
import Catalog
import Records
import Retrieval

/// The evidence of audits weighed anew, by labelled pairs and by what people decided.
struct CalibrateStage {
    let workspace: Workspace
    let console: Console

    struct Summary: Encodable {
        let relation: AuditRelation
        let pairs: Int
        let same: Int
        /// How many of the pairs people decided.
        let decisions: Int
        /// How many more name a listing that is not in the index.
        let unknown: Int
        let purpose: String
        let threshold: Double
        let precision: Double
        let recall: Double
        let weights: [String: Double]
        let curve: PrecisionCurve?
        let reliability: [ReliabilityBin]
        let knownBy: String

        enum CodingKeys: String, CodingKey {
            case relation, pairs, same, decisions, unknown, purpose, threshold, precision, recall, weights, curve
            case reliability
            case knownBy = "known_by"
        }
    }

    /// - Parameters:
    ///   - labels: Pairs of one's own, beside the decisions that the catalogue holds.
    ///   - fits: False measures the weights set by hand and fits none.
    func run(
        _ labels: TruthFile?, _ relation: AuditRelation, for purpose: AuditPurpose = .balance, fits: Bool = true
    ) throws -> Summary {
        let store = try workspace.openCatalog()
        let all = try store.decisions()
        // A listing that changed since is no longer what was decided about.
        let decisions = zip(all, try DecidedPairs.holding(all, in: store)).filter(\.1).map(\.0)
        let labelled = LabelledPair.joined(
            labels?.pairs.map { LabelledPair($0.trigger, $0.offer, isSame: $0.isSame) } ?? [], decisions,
            relation: relation)
        guard !labelled.isEmpty else {
            throw ProgramError.nothing(
                missing: "no pairs to calibrate by",
                remedy: "give --labels FILE, or decide about some pairs of an audit first")
        }
        let (snapshot, products) = try IndexStage(workspace: workspace, console: console).upToDate(store)
        let gathered = try GatheredPairs(labelled, relation, snapshot, products)
        if gathered.unknown > 0 {
            console.note("\(gathered.unknown) of \(labelled.count) pairs name a product that is not in the index")
        }
        var calibration = try Calibrator(relation, gathered.evidence).calibrate(gathered.pairs, fits: fits)
        calibration.decisions = decisions.count { decision in
            snapshot.row(of: decision.a) != nil && snapshot.row(of: decision.b) != nil
        }
        calibration = try calibration.chosen(for: purpose)
        try workspace.keep(calibration, for: relation)
        return try told(calibration, relation, gathered)
    }

    private func told(
        _ calibration: EvidenceCalibration, _ relation: AuditRelation, _ gathered: GatheredPairs
    ) throws -> Summary {
        guard let threshold = calibration.threshold, let expected = calibration.expectation(at: threshold),
            let curve = calibration.curve
        else { preconditionFailure("a threshold was chosen on the curve") }
        console.say(
            "\(relation.rawValue): threshold \(EvaluateStage.share(threshold)) for \(calibration.purpose ?? "")")
        console.say(
            "precision \(EvaluateStage.share(expected.precision)), recall "
                + "\(EvaluateStage.share(expected.recall ?? 0)): \(expected.knownBy)")
        let weights = Dictionary(uniqueKeysWithValues: zip(EvidenceModel.features, calibration.model.weights))
        for (feature, weight) in weights.sorted(by: { abs($0.value) > abs($1.value) }).prefix(8) {
            console.say("  \(EvaluateStage.share(weight))  \(feature)")
        }
        return Summary(
            relation: relation, pairs: gathered.pairs.count, same: curve.same, decisions: calibration.decisions,
            unknown: gathered.unknown, purpose: calibration.purpose ?? "", threshold: threshold,
            precision: expected.precision, recall: expected.recall ?? 0, weights: weights, curve: curve,
            reliability: calibration.reliability, knownBy: expected.knownBy)
    }
}
