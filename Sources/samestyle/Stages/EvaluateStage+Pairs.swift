import Measures
import Records
import Retrieval

extension EvaluateStage {
    /// How labelled pairs are told apart in one view pair.
    struct PairScores: Encodable {
        let positives: Int
        let negatives: Int
        /// The cosine of confidence one half.
        let threshold: Double
        /// Whether clicks gave the threshold; false for the standing one.
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
            (positives, negatives) = (outcome.pairs.positives, outcome.pairs.negatives)
            let (decision, best) = (outcome.calibrated, outcome.pairs.best)
            (threshold, fitted) = (decision.threshold, outcome.isFitted)
            (precision, recall, f1) = (decision.precision, decision.recall, decision.f1)
            averagePrecision = outcome.pairs.averagePrecision
            upperBound = UpperBound(f1: best.f1, threshold: best.threshold)
        }
    }

    /// The labels against the confidence that the index was calibrated with; nil where they are all of one kind.
    func classify(_ pairs: [LabelledPairs.Pair], _ snapshot: IndexSnapshot) -> [String: PairScores]? {
        let unknown = pairs.count { snapshot.row(of: $0.trigger) == nil || snapshot.row(of: $0.offer) == nil }
        if unknown > 0 { console.note("\(unknown) of \(pairs.count) pairs name a product that is not in the index") }
        guard pairs.contains(where: \.isSame), pairs.contains(where: { !$0.isSame }) else {
            console.note("all pairs have one label: no classification is possible")
            return nil
        }
        var scores: [String: PairScores] = [:]
        var table = TextTable([
            "pairs", "precision", "recall", "F1", "AP", "cosine", "best F1 by the truth", "same", "others",
        ])
        let outcomes = LabelledPairs.classify(pairs, snapshot)
        for view in View.allCases {
            guard let outcome = outcomes[view] else { continue }
            let cell = Evaluation.Cell(trigger: view, offer: view).description
            let found = PairScores(outcome)
            scores[cell] = found
            let numbers = [
                found.precision, found.recall, found.f1, found.averagePrecision, found.threshold, found.upperBound.f1,
            ]
            table.add([cell] + numbers.map(Self.share) + ["\(found.positives)", "\(found.negatives)"])
            if !found.fitted { console.note("\(cell): too few clicks to calibrate by; the standing threshold is held") }
        }
        guard !scores.isEmpty else {
            console.note("no view has pairs of both labels in the index: no classification is possible")
            return nil
        }
        table.lines.forEach(console.say)
        return scores
    }
}
