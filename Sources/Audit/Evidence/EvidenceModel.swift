import Foundation

/// How sure evidence makes: a logistic regression whose weights can be read.
public struct EvidenceModel: Codable, Hashable, Sendable {
    /// A weight for each of `features`.
    public private(set) var weights: [Double]

    /// What each weight is for. A cosine counts from the start of its catalogue's `NearScale` up.
    public static let features = [
        "bias", "image", "text", "joint", "title", "same bytes", "hash near", "hash apart", "same seller",
        "other seller",
        "same brand", "other brand", "price apart", "numbers agree", "numbers conflict", "colours agree",
        "colours conflict",
    ]

    /// - Parameter weights: One for each of `features`.
    public init(weights: [Double]) {
        precondition(weights.count == Self.features.count, "a weight for each feature")
        self.weights = weights
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let found = try container.decode([Double].self, forKey: .weights)
        guard found.count == Self.features.count, found.allSatisfy(\.isFinite) else {
            let said = "an evidence model has \(Self.features.count) finite weights, here are \(found.count)"
            throw DecodingError.dataCorruptedError(forKey: .weights, in: container, debugDescription: said)
        }
        weights = found
    }

    /// Weights set by hand, for a catalogue nobody has labelled.
    ///
    /// A conflict of numbers outweighs all the rest together: goods told by text share one picture.
    public static func standard(for relation: AuditRelation) -> EvidenceModel {
        switch relation {
        case .duplicate:
            EvidenceModel(weights: [-7, 3, 2, 3, 4, 5, 4, -3, 1, -1.5, 0.5, -2, -1.5, 0.5, -24, 0.3, -16])
        case .sameStyle:
            EvidenceModel(weights: [-6, 4, 2, 4, 2, 5, 3, 0, 0, 0, 0.5, -1.5, -1, 0.5, -20, 0.3, -8])
        }
    }

    /// The probability, 0...1, that the two are the same.
    public func confidence(_ evidence: PairEvidence) -> Double { confidence(evidence, NearScale()) }

    func confidence(_ evidence: PairEvidence, _ scale: NearScale) -> Double {
        let sum = zip(weights, Self.values(of: evidence, scale)).reduce(0) { $0 + $1.0 * $1.1 }
        return 1 / (1 + exp(-sum))
    }

    /// The value of each of `features`; 0 for what is not known.
    static func values(of evidence: PairEvidence, _ scale: NearScale = NearScale()) -> [Double] {
        func flag(_ known: Bool?, is value: Bool) -> Double { known == value ? 1 : 0 }
        let apart = evidence.priceRatio.map { min(2, -log(max(Double($0), 1e-6))) } ?? 0
        return [
            1, NearScale.near(evidence.image, from: scale.image), NearScale.near(evidence.text, from: scale.text),
            NearScale.near(evidence.joint, from: scale.joint), Double(evidence.titleOverlap),
            evidence.sameBytes ? 1 : 0, evidence.hashDistance.map { max(0, 1 - Double($0) / 12) } ?? 0,
            // Half of the bits of two unlike pictures differ.
            evidence.hashDistance.map { min(1, max(0, Double($0) - 12) / 12) } ?? 0,
            flag(evidence.sameSeller, is: true), flag(evidence.sameSeller, is: false),
            flag(evidence.sameBrand, is: true), flag(evidence.sameBrand, is: false), apart,
            flag(evidence.numbersAgree, is: true), flag(evidence.numbersAgree, is: false),
            flag(evidence.coloursAgree, is: true), flag(evidence.coloursAgree, is: false),
        ]
    }
}
