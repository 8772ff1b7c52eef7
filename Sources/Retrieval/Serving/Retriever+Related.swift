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
    /// `total` counts those found among the nearest 64, or 512 where the page needs more, not the whole catalogue; of `similar`
    /// those beyond the page are not read for it, and one may yet be the same photo over other words. Those that were looked
    /// at first come first on whichever page, so that pages neither repeat nor skip a product.
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
        let found =
            relation == .similar
            ? try similar(inquiry, id, from: page?.offset) : try related(inquiry, id, relation, from: start)
        return SearchAnswer(
            results: found.results, total: found.total,
            next: next(after: found.end, of: found.count, limit, reading, digest),
            took: Took(encode: 0, search: clock.lap()), model: reading.living.model.name)
    }

    /// A page of those that belong to a relation that has an end: all of them are read.
    private func related(
        _ inquiry: Inquiry, _ id: ProductID, _ relation: Relation, from start: Int
    ) throws -> RelatedPage {
        func results(_ found: [Neighbor]) throws -> [SearchResult] {
            try self.results(found.filter { mayBe(relation, $0, inquiry) }, inquiry).filter { result in
                relation == .duplicate
                    ? result.relation == .duplicate : result.confidence >= Relation.sameStyleConfidence
            }
        }
        let near = try nearest(inquiry, id, relation, breadth: Self.relatedBreadths.first)
        let fitting = try results(
            near.isWhole ? near.found : nearest(inquiry, id, relation, breadth: Self.relatedBreadths.most).found)
        let seller = inquiry.question.asked?.product.seller
        func isOwn(_ result: SearchResult) -> Bool { seller != nil && result.product.product.seller == seller }
        let ordered =
            relation == .sameStyle ? fitting.filter { !isOwn($0) } + fitting.filter(isOwn) : fitting
        let end = min(start + inquiry.query.limit, ordered.count)
        return RelatedPage(
            results: Array(ordered[min(start, end)..<end]), total: ordered.count, end: end, count: ordered.count)
    }

    /// A page of what is similar, which has no end: more than are needed are looked at where there are as many, and those on
    /// the page are read.
    ///
    /// - Parameter start: The place at which a page goes on; nil where its offset counts answers.
    private func similar(_ inquiry: Inquiry, _ id: ProductID, from start: Int?) throws -> RelatedPage {
        func open(_ breadth: Int) throws -> [Neighbor] {
            try nearest(inquiry, id, .similar, breadth: breadth).found.filter { mayBe(.similar, $0, inquiry) }
        }
        var rows = try open(Self.relatedBreadths.first)
        // One more says whether there is a next page.
        let (start, skipped) = (start ?? 0, start == nil ? inquiry.query.offset : 0)
        let wanted = skipped + inquiry.query.limit
        if start + wanted >= rows.count {
            let seen = Set(rows.map(\.row))
            rows += try open(Self.relatedBreadths.most).filter { !seen.contains($0.row) }
        }
        let (kept, end) = try page(of: rows, from: start, limit: wanted) {
            // The same photo may stand over other words.
            try results($0, inquiry).filter { $0.relation == .similar }
        }
        return RelatedPage(
            results: Array(kept.dropFirst(skipped)), total: rows.count - (end - min(start, end) - kept.count), end: end,
            count: rows.count)
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

/// A part of the answers of a relation.
private struct RelatedPage {
    let results: [SearchResult]
    let total: Int
    /// The place behind the last one looked at, of `count`.
    let end: Int
    let count: Int
}
