import Catalog
import Neighbors
import Records

/// Gathers the evidence about pairs of rows.
struct PairScorer: Sendable {
    let catalogue: AuditedCatalogue
    let facts: [ListingFacts]
    let model: EvidenceModel
    private let scale: NearScale
    /// Digests that stand under many different titles: a shop's "no picture yet", which says nothing.
    private let placeholders: Set<String>

    init(_ catalogue: AuditedCatalogue, model: EvidenceModel, scale: NearScale = NearScale()) {
        self.catalogue = catalogue
        self.scale = scale
        self.model = model
        facts = ListingFacts.all(catalogue.products)
        var titles: [String: Set<[Int32]>] = [:]
        for (row, product) in catalogue.products.enumerated() {
            if let digest = product.picture?.digest { titles[digest, default: []].insert(facts[row].words) }
        }
        placeholders = Set(titles.filter { $0.value.count > 32 }.keys)
    }

    /// The picture of a row, where it shows the product.
    func picture(_ row: Int) -> PictureFacts? {
        catalogue.products[row].picture.flatMap { placeholders.contains($0.digest) ? nil : $0 }
    }

    /// The vectors of a row in the three views.
    func vectors(_ row: Int) -> [[Float]?] {
        let hidden = picture(row) == nil && catalogue.products[row].picture != nil
        return [hidden ? nil : catalogue.image, catalogue.text, catalogue.joint].map { view in
            guard let view, view.has(row) else { return nil }
            let vector = view.index.vector(row)
            // A view that a listing lacks may be kept as zeros.
            return vector.contains { $0 != 0 } ? vector : nil
        }
    }

    /// How sure the evidence makes, on this catalogue's scale of cosines.
    func confidence(_ evidence: PairEvidence) -> Double { model.confidence(evidence, scale) }

    func evidence(_ pair: RowPair) -> PairEvidence {
        let (a, b) = (Int(pair.a), Int(pair.b))
        return evidence(a, vectors(a), b)
    }

    func evidence(_ a: Int, _ vectorsOfA: [[Float]?], _ b: Int) -> PairEvidence {
        let cosines = zip(vectorsOfA, vectors(b)).map { one, other -> Float? in
            guard let one, let other else { return nil }
            return min(1, max(-1, innerProduct(one, other)))
        }
        let (one, other) = (catalogue.products[a].product, catalogue.products[b].product)
        let pictures = picture(a).flatMap { first in picture(b).map { (first, $0) } }
        return PairEvidence(
            image: cosines[0], text: cosines[1], joint: cosines[2],
            titleOverlap: ListingFacts.overlap(facts[a], facts[b]),
            sameBytes: pictures.map { $0.digest == $1.digest } ?? false,
            hashDistance: pictures.map { ($0.perceptualHash ^ $1.perceptualHash).nonzeroBitCount },
            sameSeller: one.seller.flatMap { first in other.seller.map { $0 == first } },
            sameBrand: facts[a].brand.flatMap { first in facts[b].brand.map { $0 == first } },
            priceRatio: Self.ratio(one.price, other.price),
            numbersAgree: ListingFacts.numbersAgree(facts[a], facts[b]),
            coloursAgree: ColourWords.agree(facts[a].colours, facts[b].colours))
    }

    private static func ratio(_ a: Price?, _ b: Price?) -> Float? {
        guard let a, let b, a.currency == b.currency else { return nil }
        let (low, high) = (min(a.amount, b.amount), max(a.amount, b.amount))
        return high > 0 && high.isFinite ? Float(low / high) : nil
    }
}
