import Foundation

/// Evidence as a person reads it.
struct EvidenceWords {
    struct Bar {
        var name: String
        /// 0...1.
        var value: Double
    }

    let bars: [Bar]
    let remarks: [String]

    init(_ evidence: PairEvidence) {
        let likeness: [(String, Float?)] = [
            ("pictures", evidence.image), ("picture details", evidence.overlay), ("texts", evidence.text),
            ("both together", evidence.joint),
            ("title words", evidence.titleOverlap), ("rare title words", evidence.rareOverlap),
            ("spelling", evidence.spelling), ("descriptions", evidence.descriptions), ("price", evidence.priceRatio),
        ]
        bars = likeness.compactMap { name, value in value.map { Bar(name: name, value: min(1, max(0, Double($0)))) } }
        var remarks: [String] = []
        if evidence.sameBytes {
            remarks.append("the same picture file")
        } else if let overlay = evidence.overlay, overlay < 0.7 {
            remarks.append("pictures differ in their details")
        } else if let overlay = evidence.overlay, overlay >= 0.95 {
            let isRivalled = evidence.rivalOfBoth.map { $0 > 0 } ?? false
            remarks.append(isRivalled ? "both look more like other listings" : "one picture, cut or changed")
        } else if let distance = evidence.hashDistance, distance <= 10 {
            remarks.append(distance == 0 ? "pictures look the same" : "pictures look nearly the same")
        }
        func say(_ known: Bool?, _ yes: String, _ no: String) {
            if let known { remarks.append(known ? yes : no) }
        }
        say(evidence.sameSeller, "one seller", "two sellers")
        say(evidence.sameBrand, "the same brand", "different brands")
        say(evidence.numbersAgree, "measures and numbers agree", "measures or numbers conflict")
        say(evidence.codesAgree, "model codes agree", "model codes conflict")
        say(evidence.sizesAgree, "one size", "two sizes")
        say(evidence.coloursAgree, "colours agree", "colours conflict")
        if evidence.attributesAgree > 0 { remarks.append("attributes in common: \(evidence.attributesAgree)") }
        if evidence.attributesConflict > 0 { remarks.append("attributes that differ: \(evidence.attributesConflict)") }
        let variation = evidence.variation.map(\.rawValue).joined(separator: " and ")
        if !variation.isEmpty { remarks.append("variants in \(variation)") }
        self.remarks = remarks
    }

    /// A share for the eye; nothing short of certain is called so.
    static func percent(_ value: Double) -> String {
        (0.995..<1).contains(value) ? "over 99 %" : String(format: "%.0f %%", 100 * value)
    }
}
