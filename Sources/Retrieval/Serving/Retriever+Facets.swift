import Catalog
public import Neighbors
import Records

/// What the products that satisfy a filter are like.
public struct FacetAnswer: Sendable {
    /// By field as it was asked for, the most frequent values first.
    public let facets: [String: [FacetValue]]
    /// How many products satisfy the filter.
    public let total: Int
}

extension Retriever {
    /// Values are counted over so many of the best answers to a question.
    static let facetDepth = 1000
    /// The most values of a field.
    static let mostValues = 20

    /// The most frequent values of fields over the whole catalogue.
    ///
    /// What is counted for a field satisfies the filter without its own conditions on that field at its top: what would be
    /// there if another value was chosen.
    public func facets(of fields: [String], filter: Filter? = nil) throws(RetrievalError) -> FacetAnswer {
        try Query.check(facets: fields)
        let reading = reading
        let alive = reading.alive
        func rows(_ filter: Filter?) -> RowFilter {
            guard let filter else { return alive }
            // Rows that came in between are none of this moment's.
            return alive.intersection(reading.rows(satisfying: filter).prefix(alive.count))
        }
        let facets = values(of: fields, filter, reading, among: rows)
        return FacetAnswer(facets: facets, total: rows(filter).size)
    }

    /// The most frequent values among the best answers to a question; nil where no field is asked for.
    func facets(_ inquiry: Inquiry) throws -> [String: [FacetValue]]? {
        guard !inquiry.query.facets.isEmpty else { return nil }
        return try values(of: inquiry.query.facets, inquiry.query.filter, inquiry.reading) { filter in
            let best = try inquiry.order(Self.facetDepth + 1, among: inquiry.rows(satisfying: filter))
            let rows = best.prefix(Self.facetDepth).map(\.row)
            return RowFilter(
                count: inquiry.reading.rowCount, rows: try stillThere(rows, inquiry.reading))
        }
    }

    /// - Parameter matching: The rows that are counted under a filter.
    private func values(
        of fields: [String], _ filter: Filter?, _ reading: SnapshotReading,
        among matching: (Filter?) throws -> RowFilter
    ) rethrows -> [String: [FacetValue]] {
        var known: [Filter?: RowFilter] = [:]
        var values: [String: [FacetValue]] = [:]
        for field in fields {
            let filter = filter?.without(field)
            let rows = try known[filter] ?? matching(filter)
            known[filter] = rows
            values[field] = reading.values(of: field, among: rows, limit: Self.mostValues)
        }
        return values
    }

    /// Those of the rows found at a moment whose products have not gone since.
    func stillThere(_ rows: [Int], _ then: SnapshotReading) throws -> [Int] {
        let now = reading
        guard isWriter else {
            // What changes is not taken up here: the catalogue knows.
            let known = try store.known(rows.map { then.product($0) })
            return rows.filter { known.contains(then.product($0)) }
        }
        if now.living === then.living, now.moment == then.moment { return rows }
        return rows.filter { now.row(of: then.product($0)) != nil }
    }
}
