import Catalog
import Neighbors

/// Gathers the evidence about pairs of rows.
struct PairScorer: Sendable {
    let catalogue: AuditedCatalogue
    let facts: [ListingFacts]
    let model: EvidenceModel
    let rarity: Rarity
    let scale: NearScale
    private let placeholders: PlaceholderPictures
    /// Pairs that cannot be as sure as this are not worth opening their pictures.
    private let least: Double
    /// What the pictures of each listing lie over best, once that is known.
    var rivals: OverlayRivals?
    private let sketches = PictureSketches(most: 1 << 15)

    init(
        _ catalogue: AuditedCatalogue, model: EvidenceModel, scale: NearScale = NearScale(),
        least: Double = AuditSettings().floor
    ) {
        self.catalogue = catalogue
        self.least = least
        self.scale = scale
        self.model = model
        rarity = Rarity(of: catalogue.products)
        facts = ListingFacts.all(catalogue.products, rarity: rarity)
        placeholders = PlaceholderPictures(facts)
    }

    /// The picture of a row, where it shows the product.
    func picture(_ row: Int) -> PictureFacts? {
        placeholders.contains(facts[row].pictures.first) ? nil : catalogue.products[row].picture
    }

    /// How sure the evidence makes, on this catalogue's scale of cosines.
    func confidence(_ evidence: PairEvidence) -> Double { model.confidence(evidence, scale) }

    func evidence(_ pair: RowPair) -> PairEvidence { evidence(Int(pair.a), vectors(Int(pair.a)), Int(pair.b)) }

    /// The vectors of a row, in every view that it has.
    func vectors(_ row: Int) -> RowVectors {
        func vector(_ view: AuditedCatalogue.View?) -> [Float]? {
            view.flatMap { $0.has(row) ? $0.index.vector(row) : nil }
        }
        return RowVectors(
            image: vector(catalogue.image), text: vector(catalogue.text), joint: vector(catalogue.joint))
    }

    /// - Parameter vectors: Those of row `a`, fetched once for many pairs.
    func evidence(_ a: Int, _ vectors: RowVectors, _ b: Int) -> PairEvidence {
        var evidence = PairEvidence(facts[a], facts[b], rarity: rarity, placeholders: placeholders)
        // The vector of a picture that shows nothing says as little.
        if PairEvidence.showing(facts[a], facts[b], placeholders) {
            evidence.image = cosine(vectors.image, catalogue.image, b)
        }
        evidence.text = cosine(vectors.text, catalogue.text, b)
        evidence.joint = cosine(vectors.joint, catalogue.joint, b)
        if let one = catalogue.products[a].picture, let other = catalogue.products[b].picture,
            model.isOpen(evidence, scale, least: least)
        {
            evidence.layOver(sketches.sketch(of: one), sketches.sketch(of: other))
        }
        if let leads = evidence.overlay.flatMap({ rivals?.leads(a, b, over: $0) }) {
            (evidence.rivalOfOne, evidence.rivalOfBoth) = (leads.one, leads.both)
        }
        return evidence
    }

    /// Exactly zero is told by no two vectors: a view that a listing lacks may be kept as zeros.
    private func cosine(_ vector: [Float]?, _ view: AuditedCatalogue.View?, _ row: Int) -> Float? {
        guard let vector, let view, view.has(row) else { return nil }
        let product = view.index.innerProduct(with: vector, row)
        return product == 0 ? nil : min(1, max(-1, product))
    }
}
