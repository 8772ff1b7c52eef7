extension Clustering {
    /// Of one cluster no more are told.
    private static var mostSeparations: Int { 8 }

    /// Notes with each cluster the sure pairs that lead out of it, one for each side that it was held apart from.
    mutating func separate(_ found: inout [JoinedRows], _ sure: [ScoredPair]) {
        var places: [Int: Int] = [:]
        for (at, cluster) in found.enumerated() { for row in cluster.rows { places[row] = at } }
        /// A cluster, or a row that is alone.
        struct Sides: Hashable { var inside, outside: Int }
        var told: Set<Sides> = []
        for scored in sure {
            let (a, b) = (Int(scored.pair.a), Int(scored.pair.b))
            for (row, outside) in [(a, b), (b, a)] {
                guard let place = places[row], places[outside] != place,
                    found[place].separations.count < Self.mostSeparations,
                    told.insert(Sides(inside: place, outside: places[outside] ?? -1 - outside)).inserted
                else { continue }
                let others = places[outside].map { found[$0].core } ?? [outside]
                let between = self.between(found[place].core, others)
                guard let weakest = between.min(by: { ScoredPair.surer($1, $0) }) else { continue }
                let isDecided = found[place].rows.contains { inside in
                    rulings.apartFrom[inside]?.contains {
                        $0 == outside || places[$0].map { $0 == places[outside] } ?? false
                    }
                        == true
                }
                found[place].separations.append(
                    JoinedRows.Separation(
                        row: row, outside: outside, confidence: scored.confidence, weakest: weakest,
                        mean: between.reduce(0) { $0 + $1.confidence } / Double(between.count), isDecided: isDecided))
            }
        }
    }

    /// The pairs between two cores.
    private mutating func between(_ one: [Int], _ other: [Int]) -> [ScoredPair] {
        var pairs: [ScoredPair] = []
        for x in one {
            for y in other { pairs.append(ScoredPair(pair: RowPair(x, y), confidence: confidence(RowPair(x, y)))) }
        }
        return pairs
    }
}
