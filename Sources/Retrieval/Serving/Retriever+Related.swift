import Catalog
import Neighbors
public import Records

extension Retriever {
    private static let relatedBreadth = 512

    /// The products that belong to one of the catalogue in a certain way, best first, by the stored vectors alone.
    ///
    /// - `sameStyle`: the same product, those of other sellers first (Chen et al., WWW 2023, section 1: "same style,
    ///   other suppliers"); duplicates among them say so.
    /// - `duplicate`: the same listing again.
    /// - `similar`: what is near and of another style.
    ///
    /// `total` counts those found among the nearest 512, not the whole catalogue; as many are looked at for every page,
    /// so that pages neither repeat nor skip a product.
    public func related(
        to id: ProductID, _ relation: Relation, limit: Int = 20, offset: Int = 0, page: PageToken? = nil
    ) throws -> SearchAnswer {
        var query = Query(product: id)
        (query.limit, query.offset, query.page) = (limit, offset, page)
        try query.check()
        let digest = query.digest(relation.rawValue)
        let reading = try reading(for: page, digest)
        var clock = Stopwatch()
        let question = try QuestionEncoder(reading, store).encode(query)
        let found = try nearest(question, of: id, relation, breadth: Self.relatedBreadth, reading)
        let fitting = try results(found, Inquiry(query, question, reading, matches: [])).filter { result in
            switch relation {
            case .duplicate: result.relation == .duplicate
            case .sameStyle: result.confidence >= Relation.sameStyleConfidence
            case .similar: result.relation == .similar
            }
        }
        let seller = question.asked?.product.seller
        func isOwn(_ result: SearchResult) -> Bool { seller != nil && result.product.product.seller == seller }
        let ordered =
            relation == .sameStyle ? fitting.filter { !isOwn($0) } + fitting.filter(isOwn) : fitting
        let start = page?.offset ?? offset
        let end = min(start + limit, ordered.count)
        return SearchAnswer(
            results: Array(ordered.dropFirst(start).prefix(limit)), total: ordered.count,
            next: next(after: end, of: ordered.count, limit, reading, digest),
            took: Took(encode: 0, search: clock.lap()), model: reading.living.model.name)
    }

    /// The nearest by picture and text together; where duplicates are wanted, by the picture alone too, since the same
    /// photo may stand over other words.
    private func nearest(
        _ question: Question, of id: ProductID, _ relation: Relation, breadth: Int, _ reading: SnapshotReading
    ) throws -> [Neighbor] {
        var found = try reading.search(question.vector, question.view, limit: breadth)
        let own = reading.row(of: id)
        if relation == .duplicate, let own, let picture = reading.vector(own, .i) {
            let known = Set(found.map(\.row))
            for other in try reading.search(picture, .i, limit: breadth) where !known.contains(other.row) {
                guard let vector = reading.vector(other.row, question.view) else { continue }
                found.append(Neighbor(row: other.row, score: innerProduct(vector, question.vector)))
            }
            found.sort { $0.precedes($1) }
        }
        return found.filter { $0.row != own }
    }
}
