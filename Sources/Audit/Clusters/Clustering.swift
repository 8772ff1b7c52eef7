/// Joins pairs to clusters without chaining: that A is like B and B like C joins no A with C.
///
/// Average linkage, in the order of the pairs: two clusters become one where the mean confidence over all pairs
/// between them is above the threshold, and none of these pairs falls below its half.
struct Clustering {
    private let rulings: Rulings
    private let settings: AuditSettings
    private let score: (RowPair) -> Double
    private var known: [RowPair: Double]
    /// The rows of a cluster under each member; a row that is alone has none.
    private var clusterOf: [Int: Int] = [:]
    private var members: [[Int]] = []
    /// Pairs of clusters that were held apart; what grows since gets a new number.
    private var refused: Set<RowPair> = []

    /// Past this size every further member would cost as many comparisons as there are members.
    private static let largest = 256

    /// - Parameter score: The confidence of a pair that was no candidate.
    init(_ pairs: [ScoredPair], rulings: Rulings, settings: AuditSettings, score: @escaping (RowPair) -> Double) {
        self.rulings = rulings
        self.settings = settings
        self.score = score
        known = Dictionary(pairs.map { ($0.pair, $0.confidence) }, uniquingKeysWith: { first, _ in first })
    }

    /// The clusters of two members or more, rows ascending.
    mutating func clusters(_ pairs: [ScoredPair], allowed: (RowPair) -> Bool) -> [[Int]] {
        for pair in rulings.joined where allowed(pair) { join(pair, decided: true) }
        for scored in pairs.sorted(by: ScoredPair.surer) where scored.confidence >= settings.threshold {
            join(scored.pair, decided: false)
        }
        return Set(clusterOf.values).map { members[$0].sorted() }.filter { $0.count > 1 }
            .sorted { $0[0] < $1[0] }
    }

    /// The confidence of a pair, as decided by people where they did.
    mutating func confidence(_ pair: RowPair) -> Double {
        if rulings.apart.contains(pair) { return 0 }
        if rulings.verdicts[pair] != nil { return 1 }
        if let known = known[pair] { return known }
        let found = score(pair)
        known[pair] = found
        return found
    }

    private mutating func join(_ pair: RowPair, decided: Bool) {
        let (one, other) = (cluster(Int(pair.a)), cluster(Int(pair.b)))
        guard one != other, decided || !refused.contains(RowPair(one, other)) else { return }
        guard agree(members[one], members[other], decided: decided) else {
            refused.insert(RowPair(one, other))
            return
        }
        members.append(members[one] + members[other])
        for row in members[members.count - 1] { clusterOf[row] = members.count - 1 }
    }

    private mutating func cluster(_ row: Int) -> Int {
        if let known = clusterOf[row] { return known }
        members.append([row])
        clusterOf[row] = members.count - 1
        return members.count - 1
    }

    private mutating func agree(_ a: [Int], _ b: [Int], decided: Bool) -> Bool {
        if a.contains(where: { x in b.contains { rulings.apart.contains(RowPair(x, $0)) } }) { return false }
        if decided { return true }
        guard a.count + b.count <= Self.largest else { return false }
        var sum = 0.0
        for x in a {
            for y in b {
                let found = confidence(RowPair(x, y))
                if found < settings.floor { return false }
                sum += found
            }
        }
        return sum / Double(a.count * b.count) >= settings.threshold
    }
}
