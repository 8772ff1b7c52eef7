import Tensors

/// Draws pairs by their weight, in groups of one leaf category, so that a batch holds negatives worth telling apart.
struct PairDrawing: Sendable {
    private let set: TrainingSet.Part
    private let all: WeightedDraw
    private let byCategory: [String: WeightedDraw]
    private let productsByCategory: [String: [Int]]
    /// For each product the others of its pairs.
    private let partners: [[Int32]]
    private let transfers: TransferPairs

    /// One row of a batch, by the places of its products.
    struct Drawn: Equatable, Sendable {
        let trigger, offer: Int
        /// Where the pair also asks for the trigger in another make: what the offer has instead, by attribute.
        var wanted: [String: String] = [:]
    }

    init(_ set: TrainingSet.Part) {
        self.set = set
        all = WeightedDraw(Array(set.pairs.indices), set.pairs.map(\.weight))
        let grouped = Dictionary(grouping: set.pairs.indices) { set.products[set.pairs[$0].a].category }
        byCategory = grouped.mapValues { pairs in WeightedDraw(pairs, pairs.map { set.pairs[$0].weight }) }
        productsByCategory = Dictionary(grouping: set.products.indices) { set.products[$0].category }
        var partners = [[Int32]](repeating: [], count: set.products.count)
        for pair in set.pairs where pair.a != pair.b {
            partners[pair.a].append(Int32(pair.b))
            partners[pair.b].append(Int32(pair.a))
        }
        self.partners = partners
        transfers = TransferPairs(set)
    }

    /// The products of each leaf category, in a fixed order.
    var categories: [[Int]] { productsByCategory.sorted { $0.key < $1.key }.map(\.value) }

    /// So many pairs, either end the trigger.
    ///
    /// - Parameter rivals: After the first pair of a group, a pair starts by the plan's chance from what is near the
    ///   first trigger and no positive of it.
    func draw(
        _ count: Int, _ plan: TrainingPlan, rivals: HardNegatives? = nil, using g: inout some RandomNumberGenerator
    ) -> [Drawn] {
        var drawn: [Drawn] = []
        while drawn.count < count {
            let category = set.products[first(using: &g)].category
            let start = drawn.count
            var near: [Int] = []
            for _ in 0..<min(max(1, plan.group), count - start) {
                if Double.random(in: 0..<1, using: &g) < plan.transfer,
                    let pair = transfers.draw(in: category, using: &g)
                {
                    drawn.append(pair)
                } else if !near.isEmpty, Double.random(in: 0..<1, using: &g) < plan.hardNegatives {
                    drawn.append(pair(of: near.remove(at: Int.random(in: near.indices, using: &g)), using: &g))
                } else {
                    drawn.append(pair(in: category, plan.selfPairs, using: &g))
                }
                if drawn.count == start + 1 { near = rivals?.near(drawn[start].trigger) ?? [] }
            }
        }
        return drawn
    }

    /// A pair of a category by its weight, or a product of it with itself.
    private func pair(
        in category: String, _ selfPairs: Double, using g: inout some RandomNumberGenerator
    ) -> Drawn {
        guard let pairs = byCategory[category], Double.random(in: 0..<1, using: &g) >= selfPairs else {
            let product = productsByCategory[category]?.randomElement(using: &g) ?? 0
            return Drawn(trigger: product, offer: product)
        }
        let pair = set.pairs[pairs.draw(using: &g)]
        return Bool.random(using: &g) ? Drawn(trigger: pair.a, offer: pair.b) : Drawn(trigger: pair.b, offer: pair.a)
    }

    /// A pair that starts from a product: with itself where it has no other.
    private func pair(of product: Int, using g: inout some RandomNumberGenerator) -> Drawn {
        Drawn(trigger: product, offer: partners[product].randomElement(using: &g).map { Int($0) } ?? product)
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
