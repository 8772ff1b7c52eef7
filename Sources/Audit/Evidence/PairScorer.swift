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

    /// A row with its vectors in the three views.
    func listing(_ row: Int) -> ComparedListing {
        let vectors = [catalogue.image, catalogue.text, catalogue.joint].map { view -> [Float]? in
            guard let view, view.has(row) else { return nil }
            let vector = view.index.vector(row)
            // A view that a listing lacks may be kept as zeros.
            return vector.contains { $0 != 0 } ? vector : nil
        }
        return ComparedListing(catalogue.products[row], image: vectors[0], text: vectors[1], joint: vectors[2])
    }

    /// How sure the evidence makes, on this catalogue's scale of cosines.
    func confidence(_ evidence: PairEvidence) -> Double { model.confidence(evidence, scale) }

    func evidence(_ pair: RowPair) -> PairEvidence {
        let (a, b) = (Int(pair.a), Int(pair.b))
        return evidence(a, listing(a), b)
    }

    /// - Parameter one: The listing of row `a`.
    func evidence(_ a: Int, _ one: ComparedListing, _ b: Int) -> PairEvidence {
        PairEvidence((one, facts[a]), (listing(b), facts[b]), placeholders: placeholders)
    }
}
