/// Joins pairs to clusters without chaining: that A is like B and B like C joins no A with C.
///
/// Linkage to a core, in the order of the pairs, the surest first: of every cluster the rows that joined first are its core,
/// and two clusters become one where the mean confidence over the pairs between their cores is above the threshold and
/// none of these pairs is below its half. A small cluster is all core, so this is average linkage; of a large one the core
/// stays as it was, so it does not drift, and each row costs a few comparisons, not one with every other. At the end each
/// row that is not close to its cluster's core leaves it.
struct Clustering {
    let rulings: Rulings
    private let settings: AuditSettings
    private let score: (RowPair) -> Double
    private var known: [RowPair: Double]
    /// Which of `growing` each row is in; a row that is alone may be in none.
    private var clusterOf: [Int: Int] = [:]
    private var growing: [Growing] = []
    /// Pairs of clusters that were held apart, with the changes of their cores until then.
    private var refused: [RowPair: [Int]] = [:]

    private struct Growing {
        var rows: [Int]
        var core: [Int]
        /// How often the core changed.
        var changes = 0
    }

    /// So many rows are a core.
    static let largestCore = 16

    /// - Parameter score: The confidence of a pair that was no candidate.
    init(_ pairs: [ScoredPair], rulings: Rulings, settings: AuditSettings, score: @escaping (RowPair) -> Double) {
        self.rulings = rulings
        self.settings = settings
        self.score = score
        known = Dictionary(pairs.map { ($0.pair, $0.confidence) }, uniquingKeysWith: { first, _ in first })
    }

    /// The clusters of two rows or more, by their first rows.
    ///
    /// - Parameter progress: Told how many of the pairs were looked at.
    mutating func clusters(
        _ pairs: [ScoredPair], allowed: (RowPair) -> Bool, progress: (Int) throws -> Void = { _ in }
    ) rethrows -> [JoinedRows] {
        for pair in rulings.joined where allowed(pair) { join(pair, decided: true) }
        let sure = pairs.filter { $0.confidence >= settings.threshold }.sorted(by: ScoredPair.surer)
        for (at, scored) in sure.enumerated() {
            if at.isMultiple(of: 1024) { try progress(at) }
            join(scored.pair, decided: false)
        }
        settle(sure)
        var found = growing.filter { $0.rows.count > 1 }
            .map { JoinedRows(rows: $0.rows.sorted(), core: $0.core) }.sorted { $0.rows[0] < $1.rows[0] }
        separate(&found, sure)
        return found
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
        guard one != other else { return }
        let changes = [growing[min(one, other)].changes, growing[max(one, other)].changes]
        guard decided || refused[RowPair(one, other)] != changes else { return }
        guard agree(one, other, decided: decided) else {
            refused[RowPair(one, other)] = changes
            return
        }
        let isSmaller = growing[one].rows.count < growing[other].rows.count
        let (small, large) = isSmaller ? (one, other) : (other, one)
        for row in growing[small].rows { clusterOf[row] = large }
        growing[large].rows += growing[small].rows
        let room = Self.largestCore - growing[large].core.count
        if room > 0 {
            growing[large].core += growing[small].core.prefix(room)
            growing[large].changes += 1
        }
        growing[small] = Growing(rows: [], core: [])
    }

    private mutating func cluster(_ row: Int) -> Int {
        if let known = clusterOf[row] { return known }
        growing.append(Growing(rows: [row], core: [row]))
        clusterOf[row] = growing.count - 1
        return growing.count - 1
    }

    private mutating func agree(_ one: Int, _ other: Int, decided: Bool) -> Bool {
        if isHeldApart(one, other) { return false }
        if decided { return true }
        var sum = 0.0
        for x in growing[one].core {
            for y in growing[other].core {
                let found = confidence(RowPair(x, y))
                if found < settings.floor { return false }
                sum += found
            }
        }
        return sum / Double(growing[one].core.count * growing[other].core.count) >= settings.threshold
    }

    /// Whether people held a row of one cluster apart from a row of the other.
    private func isHeldApart(_ one: Int, _ other: Int) -> Bool {
        let isSmaller = growing[one].rows.count < growing[other].rows.count
        let (small, large) = isSmaller ? (one, other) : (other, one)
        return growing[small].rows.contains { row in
            rulings.apartFrom[row]?.contains { clusterOf[$0] == large } == true
        }
    }

    /// Rows that are not close to their cluster's core leave it, and are joined among themselves.
    private mutating func settle(_ sure: [ScoredPair]) {
        var unsettled = Array(growing.indices)
        while !unsettled.isEmpty {
            var left: Set<Int> = []
            for at in unsettled where growing[at].rows.count > 2 { left.formUnion(expel(at)) }
            let before = growing.count
            for row in left.sorted() {
                clusterOf[row] = nil
                _ = cluster(row)
            }
            for scored in sure where left.contains(Int(scored.pair.a)) && left.contains(Int(scored.pair.b)) {
                join(scored.pair, decided: false)
            }
            unsettled = Array(before..<growing.count)
        }
    }

    /// Takes the rows out of a cluster that are not close to its core.
    private mutating func expel(_ at: Int) -> [Int] {
        var left: [Int] = []
        while growing[at].rows.count > 2 {
            let far = growing[at].rows.filter { rulings.joinedTo[$0] == nil }
                .map { (row: $0, mean: closeness($0, to: growing[at].core)) }.filter { $0.mean < settings.threshold }
            let core = Set(growing[at].core)
            // One that leaves the core changes what the others are held against, so these leave one by one.
            let outer = far.filter { !core.contains($0.row) }.map(\.row)
            let leaving =
                outer.isEmpty ? far.min { ($0.mean, $0.row) < ($1.mean, $1.row) }.map { [$0.row] } ?? [] : outer
            if leaving.isEmpty { break }
            left += leaving
            growing[at].rows.removeAll(where: Set(leaving).contains)
            growing[at].core.removeAll { leaving.contains($0) }
            if growing[at].core.count < core.count, let next = growing[at].rows.first(where: { !core.contains($0) }) {
                growing[at].core.append(next)
            }
        }
        return left
    }

    /// The mean confidence of a row with the rows of a core.
    private mutating func closeness(_ row: Int, to core: [Int]) -> Double {
        let others = core.filter { $0 != row }
        let sum = others.reduce(0.0) { $0 + confidence(RowPair(row, $1)) }
        return others.isEmpty ? 1 : sum / Double(others.count)
    }
}
