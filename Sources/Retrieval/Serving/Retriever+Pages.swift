import Neighbors

extension Retriever {
    /// As many as are asked for of those that the catalogue still has and that satisfy the filter as they are now; and the
    /// place behind the last one looked at.
    func page(
        of ranking: Ranking, _ fold: StyleFold?, from offset: Int, _ inquiry: Inquiry
    ) throws -> (kept: [SearchResult], end: Int) {
        try page(of: ranking.rows, from: offset, limit: inquiry.query.limit) { next in
            try fold.map { try folded(next, $0, inquiry) } ?? stillFitting(next, inquiry)
        }
    }

    /// As many as are wanted of what some rows give, each of them one answer or none; and the place behind the last one looked
    /// at.
    func page(
        of rows: [Neighbor], from offset: Int, limit: Int, _ answers: ([Neighbor]) throws -> [SearchResult]
    ) rethrows -> (kept: [SearchResult], end: Int) {
        var (kept, end): ([SearchResult], Int) = ([], min(offset, rows.count))
        while kept.count < limit, end < rows.count {
            let next = Array(rows[end..<min(rows.count, end + limit - kept.count)])
            end += next.count
            kept += try answers(next)
        }
        return (kept, end)
    }

    private func stillFitting(_ found: [Neighbor], _ inquiry: Inquiry) throws -> [SearchResult] {
        let filter = inquiry.query.filter
        return try results(found, inquiry).filter { filter?.holds(for: $0.product.product) ?? true }
    }

    /// A result for each group of which anything is left: where its first is gone, the next one stands for it.
    private func folded(_ firsts: [Neighbor], _ fold: StyleFold, _ inquiry: Inquiry) throws -> [SearchResult] {
        let groups = firsts.map { [$0] + (fold.variants[$0.row] ?? []) }
        let left = try stillFitting(groups.joined().map(\.row), inquiry)
        let shown = groups.map { $0.filter { left.contains($0.row) } }.filter { !$0.isEmpty }
        let behind = Dictionary(
            shown.map { (inquiry.reading.product($0[0].row), $0.dropFirst()) }, uniquingKeysWith: { first, _ in first })
        return try stillFitting(shown.map { $0[0] }, inquiry).map { result in
            let others = behind[result.product.id] ?? []
            var result = result
            result.variants = SearchResult.Variants(
                count: others.count,
                products: others.prefix(SearchResult.Variants.mostProducts).map { inquiry.reading.product($0.row) })
            return result
        }
    }

    /// Those of some rows whose products the catalogue still has, and that satisfy the filter as they are now.
    private func stillFitting(_ rows: [Int], _ inquiry: Inquiry) throws -> Set<Int> {
        guard let filter = inquiry.query.filter else { return Set(try stillThere(rows, inquiry.reading)) }
        return Set(try products(of: rows, inquiry.reading).filter { filter.holds(for: $1.product) }.keys)
    }
}
