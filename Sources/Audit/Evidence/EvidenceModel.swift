import Foundation

/// How sure evidence makes: a logistic regression whose weights can be read.
public struct EvidenceModel: Hashable, Sendable {
    /// A weight for each of `features`.
    public private(set) var weights: [Double]

    /// What each weight is for. A cosine counts from the start of its catalogue's `NearScale` up.
    public static let features = EvidenceWeights.table.map(\.feature)

    /// - Parameter weights: One for each of `features`.
    public init(weights: [Double]) {
        precondition(weights.count == Self.features.count, "a weight for each feature")
        self.weights = weights
    }

    /// Weights by the names of their features; 0 for one that is not named.
    public init(_ named: [String: Double]) {
        precondition(Set(named.keys).isSubset(of: Self.features), "a weight is for a feature")
        weights = Self.features.map { named[$0] ?? 0 }
    }

    /// Weights set by hand, for a catalogue nobody has labelled.
    ///
    /// A conflict of numbers outweighs all the rest together: goods told by text share one picture.
    public static func standard(for relation: AuditRelation) -> EvidenceModel {
        EvidenceModel(
            weights: EvidenceWeights.table.map { relation == .duplicate ? $0.duplicate : $0.sameStyle })
    }

    public subscript(feature: String) -> Double? { Self.features.firstIndex(of: feature).map { weights[$0] } }

    /// The same order of pairs, each as sure as `slope` times its logit and `offset` say (Platt scaling).
    func scaled(slope: Double, offset: Double) -> EvidenceModel {
        var scaled = EvidenceModel(weights: weights.map { slope * $0 })
        // The first is the bias.
        scaled.weights[0] += offset
        return scaled
    }

    /// The probability, 0...1, that the two are the same.
    public func confidence(_ evidence: PairEvidence) -> Double { confidence(evidence, NearScale()) }

    func confidence(_ evidence: PairEvidence, _ scale: NearScale) -> Double {
        let logit = withUnsafeTemporaryAllocation(of: Double.self, capacity: weights.count) { values in
            EvidenceWeights.fill(values, evidence, scale)
            return weights.withUnsafeBufferPointer { weights in
                weights.indices.reduce(0.0) { $0 + weights[$1] * values[$1] }
            }
        }
        return Self.probability(logit)
    }

    /// Whether a pair could be as sure as `least`, were its pictures to agree.
    func isOpen(_ evidence: PairEvidence, _ scale: NearScale, least: Double) -> Bool {
        guard Self.overlays.contains(where: { weights[$0] != 0 }) else { return false }
        var best = evidence
        best.overlay = 1
        return confidence(best, scale) >= least
    }

    private static let overlays = ["overlay near", "overlay apart"].compactMap { features.firstIndex(of: $0) }

    /// The weighed sum of values, one for each of `features`.
    func logit(_ values: [Double]) -> Double { zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } }

    static func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

    /// The value of each of `features`; 0 for what is not known.
    static func values(of evidence: PairEvidence, _ scale: NearScale = NearScale()) -> [Double] {
        [Double](unsafeUninitializedCapacity: features.count) { values, count in
            EvidenceWeights.fill(values, evidence, scale)
            count = features.count
        }
    }
}
