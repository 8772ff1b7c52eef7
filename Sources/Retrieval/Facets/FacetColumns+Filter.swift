public import Neighbors

extension FacetColumns {
    /// The living rows whose products satisfy a filter: those that `Filter.holds(for:)` is true of.
    public func rows(satisfying filter: Filter) -> RowFilter {
        var words = words(satisfying: filter)
        alive.withNumbers { alive in for at in words.indices { words[at] &= alive[at] } }
        return RowFilter(count: count, words: words)
    }

    /// The same, where dead rows may be in it.
    private func words(satisfying filter: Filter) -> [UInt64] {
        switch filter {
        case .and(let a, let b):
            var words = words(satisfying: a)
            let others = self.words(satisfying: b)
            for at in words.indices { words[at] &= others[at] }
            return words
        case .or(let a, let b):
            var words = words(satisfying: a)
            let others = self.words(satisfying: b)
            for at in words.indices { words[at] |= others[at] }
            return words
        case .not(let a):
            var words = words(satisfying: a)
            for at in words.indices { words[at] = ~words[at] }
            return words
        case .among(let field, let values): return words(of: field, FacetCondition(among: values))
        case .compare(let field, .equal, let value): return words(of: field, FacetCondition(among: [value]))
        case .compare(let field, .notEqual, let value):
            return words(satisfying: .not(.compare(field: field, .equal, value)))
        case .compare(let field, let comparison, let value):
            guard let right = value.amount else { return RowWords.none(count) }
            return words(of: field, .compare(comparison, right))
        }
    }

    /// The rows of which any value satisfies a condition.
    private func words(of field: String, _ condition: FacetCondition) -> [UInt64] {
        var words = RowWords.none(count)
        if field.lowercased() == "price" {
            mark(condition, in: &words)
        } else {
            for column in columns(of: field) { column.mark(condition, in: &words) }
        }
        return words
    }

    /// Puts in the rows whose price satisfies a condition.
    private func mark(_ condition: FacetCondition, in words: inout [UInt64]) {
        prices.withNumbers { prices in
            condition.tests({ _, amounts in amounts }) { holds in
                RowWords.mark(&words, prices.count) { holds(prices[$0]) ? 1 : 0 }
            }
        }
    }
}
