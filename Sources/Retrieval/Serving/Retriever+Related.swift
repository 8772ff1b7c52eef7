import Catalog
import Neighbors
public import Records

extension Retriever {
    /// So many are looked at where they are enough, and so many where they are not.
    private static let relatedBreadths = (first: 64, most: 512)

    /// The products that belong to one of the catalogue in a certain way, best first, by the stored vectors alone.
    ///
    /// - `sameStyle`: the same product, those of other sellers first (Chen et al., WWW 2023, section 1: "same style,
    ///   other suppliers"); duplicates among them say so.
    /// - `duplicate`: the same listing again.
    /// - `similar`: what is near and of another style.
    ///
    /// `total` counts those found among the nearest 64, or 512 where the page needs more, not the whole catalogue. Those
    /// that were looked at first come first on whichever page, so that pages neither repeat nor skip a product.
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
        let inquiry = Inquiry(query, question, reading, matches: [])
        let start = page?.offset ?? offset
        let fitting = try fitting(inquiry, id, relation, needed: start + limit)
        let seller = question.asked?.product.seller
        func isOwn(_ result: SearchResult) -> Bool { seller != nil && result.product.product.seller == seller }
        let ordered =
            relation == .sameStyle ? fitting.filter { !isOwn($0) } + fitting.filter(isOwn) : fitting
        let end = min(start + limit, ordered.count)
        return SearchAnswer(
            results: Array(ordered.dropFirst(start).prefix(limit)), total: ordered.count,
            next: next(after: end, of: ordered.count, limit, reading, digest),
            took: Took(encode: 0, search: clock.lap()), model: reading.living.model.name)
    }

    /// The products of a relation, best first: all of them among the nearest, or of `similar`, which has no end, more than
    /// are needed where there are as many.
    private func fitting(
        _ inquiry: Inquiry, _ id: ProductID, _ relation: Relation, needed: Int
    ) throws -> [SearchResult] {
        func results(_ found: [Neighbor]) throws -> [SearchResult] {
            try self.results(found.filter { mayBe(relation, $0, inquiry) }, inquiry).filter { result in
                switch relation {
                case .duplicate: result.relation == .duplicate
                case .sameStyle: result.confidence >= Relation.sameStyleConfidence
                case .similar: result.relation == .similar
                }
            }
        }
        let near = try nearest(inquiry, id, relation, breadth: Self.relatedBreadths.first)
        if relation != .similar, near.isWhole { return try results(near.found) }
        let first = relation == .similar ? try results(near.found) : []
        // One more says whether there is a next page.
        if relation == .similar, needed < first.count { return first }
        let far = try nearest(inquiry, id, relation, breadth: Self.relatedBreadths.most)
        let seen = Set(relation == .similar ? near.found.map(\.row) : [])
        return try first + results(far.found.filter { !seen.contains($0.row) })
    }

    /// Whether the cosine leaves it open that a product is of a relation: others need not be read.
    private func mayBe(_ relation: Relation, _ neighbor: Neighbor, _ inquiry: Inquiry) -> Bool {
        let isSame = isSameStyle(neighbor.score, inquiry)
        return switch relation {
        // The same photo may stand over other words.
        case .duplicate: true
        case .sameStyle: isSame
        case .similar: !isSame
        }
    }

    private func isSameStyle(_ cosine: Float, _ inquiry: Inquiry) -> Bool {
        inquiry.reading.manifest.calibration(inquiry.question.triggers, inquiry.question.view)
            .confidence(cosine) >= Relation.sameStyleConfidence
    }

    /// The nearest by picture and text together; where duplicates are wanted, by the picture alone too, since the same
    /// photo may stand over other words. And whether what is beyond them is of another style and another photo.
    private func nearest(
        _ inquiry: Inquiry, _ id: ProductID, _ relation: Relation, breadth: Int
    ) throws -> (found: [Neighbor], isWhole: Bool) {
        let (question, reading) = (inquiry.question, inquiry.reading)
        var found = try reading.search(question.vector, question.view, limit: breadth)
        var isWhole = found.count < breadth || found.last.map { !isSameStyle($0.score, inquiry) } ?? true
        let own = reading.row(of: id)
        if relation == .duplicate, let own, let picture = reading.vector(own, .i) {
            let known = Set(found.map(\.row))
            let alike = try reading.search(picture, .i, limit: breadth)
            if alike.count == breadth, let last = alike.last, last.score >= Self.samePhoto { isWhole = false }
            for other in alike where !known.contains(other.row) {
                guard let vector = reading.vector(other.row, question.view) else { continue }
                found.append(Neighbor(row: other.row, score: innerProduct(vector, question.vector)))
            }
            found.sort { $0.precedes($1) }
        }
        return (found.filter { $0.row != own }, isWhole)
    }

    /// One photo has one vector, but for rounding in a pass or an index; a little less is none.
    private static let samePhoto: Float = 0.98
}
