import Tensors

/// Draws pairs by their weight, in groups of one leaf category, so that a batch holds negatives worth telling apart.
struct PairDrawing: Sendable {
    private let set: TrainingSet.Part
    private let all: WeightedDraw
    private let byCategory: [String: WeightedDraw]
    private let productsByCategory: [String: [Int]]

    init(_ set: TrainingSet.Part) {
        self.set = set
        all = WeightedDraw(Array(set.pairs.indices), set.pairs.map(\.weight))
        let grouped = Dictionary(grouping: set.pairs.indices) { set.products[set.pairs[$0].a].category }
        byCategory = grouped.mapValues { pairs in WeightedDraw(pairs, pairs.map { set.pairs[$0].weight }) }
        productsByCategory = Dictionary(grouping: set.products.indices) { set.products[$0].category }
    }

    /// `count` pairs (trigger, offer) by the places of their products, either end the trigger.
    func draw(
        _ count: Int, group: Int, selfPairs: Double, using g: inout some RandomNumberGenerator
    ) -> [(trigger: Int, offer: Int)] {
        var drawn: [(Int, Int)] = []
        while drawn.count < count {
            let category = set.products[first(using: &g)].category
            for _ in 0..<min(max(1, group), count - drawn.count) {
                if let pairs = byCategory[category], Double.random(in: 0..<1, using: &g) >= selfPairs {
                    let pair = set.pairs[pairs.draw(using: &g)]
                    drawn.append(Bool.random(using: &g) ? (pair.a, pair.b) : (pair.b, pair.a))
                } else {
                    let product = productsByCategory[category]?.randomElement(using: &g) ?? 0
                    drawn.append((product, product))
                }
            }
        }
        return drawn
    }

    /// A product whose category the next group takes: half by clicks, half by products.
    private func first(using g: inout some RandomNumberGenerator) -> Int {
        guard !set.pairs.isEmpty, Bool.random(using: &g) else {
            return Int.random(in: 0..<set.products.count, using: &g)
        }
        return set.pairs[all.draw(using: &g)].a
    }
}

/// Draws things in proportion to their weights.
struct WeightedDraw: Sendable {
    private let things: [Int]
    /// The sum of the weights up to and with each thing.
    private let sums: [Double]

    init(_ things: [Int], _ weights: [Float]) {
        self.things = things
        var sum = 0.0
        sums = weights.map { weight in
            sum += Double(max(weight, .leastNormalMagnitude))
            return sum
        }
    }

    func draw(using g: inout some RandomNumberGenerator) -> Int {
        let target = Double.random(in: 0..<(sums.last ?? 1), using: &g)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return things[low]
    }
}
