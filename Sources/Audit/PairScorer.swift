import Catalog

/// Gathers the evidence about pairs of rows.
struct PairScorer: Sendable {
    let catalogue: AuditedCatalogue
    let facts: [ListingFacts]
    let model: EvidenceModel
    private let scale: NearScale
    private let placeholders: PlaceholderPictures

    init(_ catalogue: AuditedCatalogue, model: EvidenceModel, scale: NearScale = NearScale()) {
        self.catalogue = catalogue
        self.scale = scale
        self.model = model
        facts = ListingFacts.all(catalogue.products)
        placeholders = PlaceholderPictures(catalogue.products, facts)
    }

    /// The picture of a row, where it shows the product.
    func picture(_ row: Int) -> PictureFacts? { placeholders.picture(catalogue.products[row]) }

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
        PairEvidence((listing(a, vectorsOfA), facts[a]), (listing(b, vectors(b)), facts[b]), placeholders: placeholders)
    }

    private func listing(_ row: Int, _ vectors: [[Float]?]) -> ComparedListing {
        ComparedListing(catalogue.products[row], image: vectors[0], text: vectors[1], joint: vectors[2])
    }
}
