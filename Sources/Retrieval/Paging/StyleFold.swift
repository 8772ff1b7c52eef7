import Foundation
import Neighbors

/// The nearest answers gathered by style: whatever is of one style with a better answer stands behind that one.
///
/// An answer belongs to the group whose first is nearest to it by the stored vectors of picture and text together, where
/// that makes a confidence of one style; else it begins a group of its own. The same rows at the same moment make the same
/// groups, so that pages fit together.
struct StyleFold {
    /// The first of each group, then what is beyond `Query.folded`, all in the order of the answers.
    let order: [Neighbor]
    /// By the row of a group's first those behind it, in their order; nothing for one that is alone.
    let variants: [Int: [Neighbor]]

    /// All that stand behind others.
    let hidden: Set<Int>

    /// - Parameter found: Best first.
    init(_ found: [Neighbor], _ reading: SnapshotReading) {
        let bar = Float(reading.manifest.calibration(.m, .m).cosine(atConfidence: Relation.sameStyleConfidence))
        var (firsts, vectors): ([Neighbor], [[Float]]) = ([], [])
        var variants: [Int: [Neighbor]] = [:]
        for neighbor in found.prefix(Query.folded) {
            guard let vector = reading.vector(neighbor.row, .m) else { continue }
            if let at = Self.nearest(to: vector, among: vectors, from: bar) {
                variants[firsts[at].row, default: []].append(neighbor)
            } else {
                firsts.append(neighbor)
                vectors.append(vector)
            }
        }
        let hidden = Set(variants.values.joined().map(\.row))
        order = found.filter { !hidden.contains($0.row) }
        (self.variants, self.hidden) = (variants, hidden)
    }

    /// The nearest of some vectors whose cosine is `bar` at least; the first of equal ones.
    private static func nearest(to vector: [Float], among others: [[Float]], from bar: Float) -> Int? {
        var best: (at: Int, cosine: Float)?
        for (at, other) in others.enumerated() {
            let cosine = innerProduct(vector, other)
            if cosine >= bar, cosine > best?.cosine ?? -.infinity { best = (at, cosine) }
        }
        return best?.at
    }
}

extension Calibration {
    /// The cosine from which on the confidence is `confidence` at least.
    func cosine(atConfidence confidence: Double) -> Double {
        // One that does not rise with the cosine says nothing of it.
        guard slope > 0 else { return .infinity }
        return (log(confidence / (1 - confidence)) - offset) / slope
    }
}
