import Audit
import Measures
import Records
import Retrieval

extension EvaluateStage {
    /// How labelled pairs are told apart in one view pair.
    struct PairScores: Encodable {
        let positives: Int
        let negatives: Int
        /// The cosine of confidence one half; of the audit a confidence.
        let threshold: Double
        /// Whether clicks gave the threshold, or for the audit labelled pairs; false for the standing one.
        let fitted: Bool
        let precision: Double
        let recall: Double
        let f1: Double
        let averagePrecision: Double
        let upperBound: UpperBound

        /// The best that any threshold comes to: chosen on the truth, and no result.
        struct UpperBound: Encodable {
            let f1: Double
            let threshold: Double
        }

        enum CodingKeys: String, CodingKey {
            case positives, negatives, threshold, fitted, precision, recall, f1
            case averagePrecision = "average_precision"
            case upperBound = "upper_bound"
        }

        init(_ outcome: LabelledPairs.Outcome) {
            self.init(outcome.pairs, outcome.calibrated, fitted: outcome.isFitted)
        }

        /// - Parameter decision: At a threshold that was chosen without looking at these pairs.
        init(_ pairs: PairClassification, _ decision: PairClassification.Decision, fitted: Bool) {
            (positives, negatives) = (pairs.positives, pairs.negatives)
            let best = pairs.best
            (threshold, self.fitted) = (decision.threshold, fitted)
            (precision, recall, f1) = (decision.precision, decision.recall, decision.f1)
            averagePrecision = pairs.averagePrecision
            upperBound = UpperBound(f1: best.f1, threshold: best.threshold)
        }
    }

    /// The labels against the confidence that the index was calibrated with; nil where they are all of one kind.
    ///
    /// `audit` is the evidence of an audit for duplicates, as it is weighed here.
    func classify(_ pairs: [LabelledPairs.Pair], _ snapshot: IndexSnapshot) throws -> [String: PairScores]? {
        let unknown = pairs.count { snapshot.row(of: $0.trigger) == nil || snapshot.row(of: $0.offer) == nil }
        if unknown > 0 { console.note("\(unknown) of \(pairs.count) pairs name a product that is not in the index") }
        guard pairs.contains(where: \.isSame), pairs.contains(where: { !$0.isSame }) else {
            console.note("all pairs have one label: no classification is possible")
            return nil
        }
        var scores: [String: PairScores] = [:]
        var table = TextTable([
            "pairs", "precision", "recall", "F1", "AP", "threshold", "best F1 by the truth", "same", "others",
        ])
        let outcomes = LabelledPairs.classify(pairs, snapshot)
        func add(_ found: PairScores, _ cell: String) {
            scores[cell] = found
            let numbers = [
                found.precision, found.recall, found.f1, found.averagePrecision, found.threshold, found.upperBound.f1,
            ]
            table.add([cell] + numbers.map(Self.share) + ["\(found.positives)", "\(found.negatives)"])
        }
        for view in View.allCases {
            guard let outcome = outcomes[view] else { continue }
            let cell = Evaluation.Cell(trigger: view, offer: view).description
            add(PairScores(outcome), cell)
            if !outcome.isFitted {
                console.note("\(cell): too few clicks to calibrate by; the standing threshold is held")
            }
        }
        if let audit = try audited(pairs) {
            add(audit, "audit")
            if !audit.fitted {
                console.note("audit: by weights set by hand; `samestyle calibrate` fits them to labels")
            }
        }
        guard !scores.isEmpty else {
            console.note("no view has pairs of both labels in the index: no classification is possible")
            return nil
        }
        table.lines.forEach(console.say)
        return scores
    }

    /// What an audit for duplicates makes of the pairs, by the weights and the threshold of the catalogue.
    private func audited(_ pairs: [LabelledPairs.Pair]) throws -> PairScores? {
        let labelled = pairs.map { LabelledPair($0.trigger, $0.offer, isSame: $0.isSame) }
        let (snapshot, products) = try IndexStage(workspace: workspace, console: console)
            .upToDate(workspace.openCatalog())
        let gathered = try GatheredPairs(labelled, .duplicate, snapshot, products)
        let calibration = try workspace.calibration(.duplicate)
        let scored = gathered.pairs.map { pair, evidence in
            (score: gathered.evidence.confidence(evidence, calibration.model), isTogether: pair.isSame)
        }
        return PairClassification(scored).map { found in
            PairScores(
                found, found.decision(at: calibration.threshold ?? AuditSettings().threshold),
                fitted: calibration.source == .labels)
        }
    }
}
