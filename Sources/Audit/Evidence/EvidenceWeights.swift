import Foundation

/// What evidence is weighed by, feature for feature.
enum EvidenceWeights {
    /// The features in their order, and the weights set by hand for each relation.
    ///
    /// Zeros are left to those who have labelled pairs: how titles of one product are spelt differs from shop to shop.
    static let table: [(feature: String, duplicate: Double, sameStyle: Double)] = [
        ("bias", -7, -6), ("image", 3, 4), ("text", 2, 2), ("joint", 3, 4), ("title", 4, 2), ("rare words", 0, 0),
        ("contained", 0, 0), ("spelling", 0, 0), ("rarest shared", 0, 0), ("rarest missing", 0, 0),
        ("descriptions", 0, 0), ("descriptions known", 0, 0), ("same bytes", 5, 5), ("hash near", 4, 3),
        ("hash apart", -3, 0), ("overlay near", 7, 4), ("overlay apart", -4.5, 0), ("rival of one", -3, 0),
        ("rival of both", -6, 0), ("same seller", 1, 0), ("other seller", -1.5, 0), ("same brand", 0.5, 0.5),
        ("other brand", -2, -1.5), ("price known", 0, 0), ("price apart", -1.5, -1), ("numbers agree", 0.5, 0.5),
        ("numbers conflict", -24, -20), ("codes agree", 0.5, 0.5), ("codes conflict", -24, -20),
        ("sizes agree", 0.3, 0.3), ("sizes conflict", -24, -8), ("colours agree", 0.3, 0.3),
        ("colours conflict", -16, -8), ("attributes agree", 0.1, 0.1), ("attributes conflict", -0.7, -0.3),
    ]

    /// From here on the details of two pictures speak for one product, below against it.
    static let nearOverlay: Float = 0.9

    /// Writes the value of each feature, in the order of `table`; 0 for what is not known.
    static func fill(_ values: UnsafeMutableBufferPointer<Double>, _ evidence: PairEvidence, _ scale: NearScale) {
        var at = 0
        func put(_ value: Double) {
            values[at] = value
            at += 1
        }
        func put(_ known: Bool?) {
            put(known == true ? 1 : 0)
            put(known == false ? 1 : 0)
        }
        put(1)
        put(NearScale.near(evidence.image, from: scale.image))
        put(NearScale.near(evidence.text, from: scale.text))
        put(NearScale.near(evidence.joint, from: scale.joint))
        put(Double(evidence.titleOverlap))
        put(Double(evidence.rareOverlap))
        put(Double(evidence.containment))
        put(Double(evidence.spelling))
        put(Double(evidence.rarestShared))
        put(Double(evidence.rarestMissing))
        put(evidence.descriptions.map(Double.init) ?? 0)
        put(evidence.descriptions == nil ? 0 : 1)
        put(evidence.sameBytes ? 1 : 0)
        put(evidence.hashDistance.map { max(0, 1 - Double($0) / 12) } ?? 0)
        // Half of the bits of two unlike pictures differ, and of two that were laid over each other the bits say no more.
        put(evidence.overlay != nil ? 0 : evidence.hashDistance.map { min(1, max(0, Double($0) - 12) / 12) } ?? 0)
        // Of what was listed again nine in ten reach .95, of other products of the same kind one in five hundred.
        put(evidence.overlay.map { min(1, max(0, Double($0 - nearOverlay)) / 0.09) } ?? 0)
        put(evidence.overlay.map { min(1, max(0, Double(nearOverlay - $0)) / 0.2) } ?? 0)
        put(evidence.rivalOfOne.map { min(1, Double($0) / 0.03) } ?? 0)
        put(evidence.rivalOfBoth.map { min(1, Double($0) / 0.01) } ?? 0)
        put(evidence.sameSeller)
        put(evidence.sameBrand)
        put(evidence.priceRatio == nil ? 0 : 1)
        put(evidence.priceRatio.map { min(2, -log(max(Double($0), 1e-6))) } ?? 0)
        put(evidence.numbersAgree)
        put(evidence.codesAgree)
        put(evidence.sizesAgree)
        put(evidence.coloursAgree)
        put(Double(min(4, evidence.attributesAgree)))
        put(Double(min(4, evidence.attributesConflict)))
        precondition(at == table.count, "a value for each feature")
    }
}
