/// Click pairs that differ in one or two attributes and no more: what teaches "the same, but red".
///
/// Which attributes there are is the shop's matter. A value that hardly another product has - a number of its own, a
/// seller's spelling - is no word that a user would say, and does not count.
struct TransferPairs: Sendable {
    private let set: TrainingSet.Part
    /// How many products have each value of each attribute.
    private let spread: [String: [String: Int]]
    private let byCategory: [String: WeightedDraw]

    /// The products that must have a value, those of the pair among them.
    private static let fewest = 4
    /// The attributes that a pair may differ in: more, and it is another thing altogether.
    private static let most = 2

    init(_ set: TrainingSet.Part) {
        self.set = set
        var spread: [String: [String: Int]] = [:]
        for product in set.products {
            for (name, value) in product.attributes { spread[name, default: [:]][value, default: 0] += 1 }
        }
        self.spread = spread
        let fit = set.pairs.indices.filter { at in
            let (a, b) = (set.pairs[at].a, set.pairs[at].b)
            // Without both pictures there is nothing to keep and nothing to find.
            guard set.products[a].picture != nil, set.products[b].picture != nil else { return false }
            return (1...Self.most).contains(Self.difference(set.products[a], set.products[b], spread).count)
        }
        byCategory = Dictionary(grouping: fit) { set.products[set.pairs[$0].a].category }
            .mapValues { pairs in WeightedDraw(pairs, pairs.map { set.pairs[$0].weight }) }
    }

    /// A pair of a category with what its offer has and its trigger has not, by attribute; nil where there is none.
    func draw(in category: String, using g: inout some RandomNumberGenerator) -> PairDrawing.Drawn? {
        guard let pairs = byCategory[category] else { return nil }
        let pair = set.pairs[pairs.draw(using: &g)]
        let (a, b) = Bool.random(using: &g) ? (pair.a, pair.b) : (pair.b, pair.a)
        return PairDrawing.Drawn(
            trigger: a, offer: b, wanted: Self.difference(set.products[a], set.products[b], spread))
    }

    /// The values of the second product where both have the attribute and the first another value.
    private static func difference(
        _ one: TrainingProduct, _ other: TrainingProduct, _ spread: [String: [String: Int]]
    ) -> [String: String] {
        other.attributes.filter { name, value in
            guard let before = one.attributes[name], before != value, let counts = spread[name] else { return false }
            return counts[before, default: 0] >= fewest && counts[value, default: 0] >= fewest
        }
    }
}
