/// How well a score tells pairs that belong together from pairs that do not.
///
/// Pairs of exactly one score are taken together: no threshold parts them.
public struct PairClassification: Sendable {
    /// What a threshold makes of the pairs.
    public struct Decision: Hashable, Codable, Sendable {
        /// A pair of this score or a higher one is said to belong together.
        public let threshold: Double
        /// Of the pairs said to belong together, the share that does; 1 where none was said to.
        public let precision: Double
        /// Of the pairs that belong together, the share that was said to.
        public let recall: Double
        public var f1: Double {
            precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    public let positives: Int
    public let negatives: Int
    /// The highest score first: how many pairs have at least that score, and how many of them belong together.
    private let steps: [(score: Double, taken: Int, right: Int)]

    /// Nil where all pairs belong together or none does: then there is nothing to tell apart.
    public init?(_ pairs: [(score: Double, isTogether: Bool)]) {
        positives = pairs.count { $0.isTogether }
        negatives = pairs.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        var steps: [(score: Double, taken: Int, right: Int)] = []
        var (taken, right) = (0, 0)
        for pair in pairs.sorted(by: { $0.score > $1.score }) {
            taken += 1
            right += pair.isTogether ? 1 : 0
            if steps.last?.score == pair.score { steps.removeLast() }
            steps.append((pair.score, taken, right))
        }
        self.steps = steps
    }

    /// What a threshold that was chosen beforehand makes of the pairs.
    public func decision(at threshold: Double) -> Decision {
        let step = steps.last { $0.score >= threshold }
        return decision(threshold, taken: step?.taken ?? 0, right: step?.right ?? 0)
    }

    /// The decision of the highest F1 over all thresholds, the highest threshold of those alike.
    ///
    /// Chosen by looking at the truth, so it is an upper bound and no result.
    public var best: Decision {
        let decisions = steps.map { decision($0.score, taken: $0.taken, right: $0.right) }
        return decisions.dropFirst().reduce(decisions[0]) { $1.f1 > $0.f1 ? $1 : $0 }
    }

    /// The area under precision over recall, a step for each score (no interpolation).
    public var averagePrecision: Double {
        var (sum, before) = (0.0, 0)
        for step in steps {
            sum += Double(step.right - before) / Double(positives) * Double(step.right) / Double(step.taken)
            before = step.right
        }
        return sum
    }

    private func decision(_ threshold: Double, taken: Int, right: Int) -> Decision {
        Decision(
            threshold: threshold, precision: taken > 0 ? Double(right) / Double(taken) : 1,
            recall: Double(right) / Double(positives))
    }
}
