public import Measures
import Neighbors
public import Records

/// How well the confidence that an index was calibrated with tells pairs of one style from pairs that are not.
public struct LabelledPairs: Sendable {
    public struct Pair: Hashable, Sendable {
        public let trigger: ProductID
        public let offer: ProductID
        public let isSame: Bool

        public init(trigger: ProductID, offer: ProductID, isSame: Bool) {
            (self.trigger, self.offer, self.isSame) = (trigger, offer, isSame)
        }
    }

    /// The pairs of which both have the view.
    public struct Outcome: Sendable {
        public let pairs: PairClassification
        /// At the cosine where the index's confidence is one half. It was fitted to clicks; no label was looked at.
        public let calibrated: PairClassification.Decision
        /// False where the index had too few clicks to calibrate by, so that its standing values were held.
        public let isFitted: Bool
    }

    /// Like against like: the views i, t and m, each with itself. A view in which all pairs that both have it are of one
    /// label is left out.
    public static func classify(_ pairs: [Pair], _ snapshot: IndexSnapshot) -> [View: Outcome] {
        var outcomes: [View: Outcome] = [:]
        for view in View.allCases {
            let scored = pairs.compactMap { pair -> (score: Double, isTogether: Bool)? in
                guard let trigger = snapshot.vector(of: pair.trigger, view),
                    let offer = snapshot.vector(of: pair.offer, view)
                else { return nil }
                return (Double(innerProduct(trigger, offer)), pair.isSame)
            }
            guard let found = PairClassification(scored) else { continue }
            let calibration = snapshot.manifest.calibration(view, view)
            outcomes[view] = Outcome(
                pairs: found, calibrated: found.decision(at: calibration.evenCosine),
                isFitted: calibration != Calibration())
        }
        return outcomes
    }
}

extension Calibration {
    /// The cosine of confidence one half.
    var evenCosine: Double { -offset / slope }
}
