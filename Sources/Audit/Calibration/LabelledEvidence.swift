/// The evidence about labelled pairs, as an audit of their catalogue has it.
public struct LabelledEvidence: Sendable {
    let scale: NearScale
    private let search: PairSearch
    private let scorer: PairScorer

    /// Reads what is needed of every listing of the catalogue.
    public init(_ catalogue: AuditedCatalogue, _ relation: AuditRelation) throws {
        let settings = AuditSettings(relation: relation)
        scale = try NearScale(of: catalogue)
        scorer = PairScorer(catalogue, model: .standard(for: relation), scale: scale, least: settings.floor)
        search = PairSearch(scorer, settings, Rulings([], [], rows: [:], relation: relation))
    }

    /// The evidence about each of `pairs`, rows of the catalogue, beside the listings that either side could be taken for.
    public func evidence(_ pairs: [(a: Int, b: Int)]) throws -> [PairEvidence] {
        let rows = Set(pairs.flatMap { [Int32($0.a), Int32($0.b)] }).sorted()
        let competing = scorer.competing(try search.found(from: rows))
        return Parallel.map(pairs.count) { competing.evidence(RowPair(pairs[$0].a, pairs[$0].b)) }
    }

    /// How sure the evidence makes, by `model`.
    public func confidence(_ evidence: PairEvidence, _ model: EvidenceModel) -> Double {
        model.confidence(evidence, scale)
    }
}
