import Catalog

/// Which rows an audit looks at, block by block.
///
/// An audit of everything looks at every row once. One of what changed since a revision looks at the changed rows, then at
/// those that are joined to them, and so on: a cluster that a changed listing touches is then known as well as in an
/// audit of everything, and no other listing is looked at.
struct RowQueue {
    private let search: CandidateSearch
    private let grows: Bool
    /// For each row those that people joined to it.
    private let joined: [Int32: [Int32]]
    private var order: [Int32]
    private var next = 0
    /// Rows that are in the order or will be.
    private var queued: [Bool]
    private var reached: [Int32] = []

    /// So many rows are looked at between two entries of the journal.
    static let block = 4096

    init(_ products: [StoredProduct], _ search: CandidateSearch, _ settings: AuditSettings, _ rulings: Rulings) {
        self.search = search
        grows = settings.since != nil
        let first = products.indices.filter { products[$0].revision > settings.since ?? .min }
        order = search.ordered(first.map { Int32($0) })
        queued = [Bool](repeating: false, count: products.count)
        for row in first { queued[row] = true }
        var joined: [Int32: [Int32]] = [:]
        for pair in rulings.joined {
            joined[pair.a, default: []].append(pair.b)
            joined[pair.b, default: []].append(pair.a)
        }
        self.joined = joined
        for row in order { reach(joined[row] ?? []) }
    }

    /// How many rows were given out, and how many there are as far as is known.
    var done: Int { next }
    var total: Int { order.count + reached.count }

    /// The rows of the next block; nil where there are none left.
    mutating func block() -> ArraySlice<Int32>? {
        if next == order.count {
            let more = search.ordered(reached)
            reached = []
            order += more
            for row in more { reach(joined[row] ?? []) }
        }
        guard next < order.count else { return nil }
        let rows = order[next..<min(order.count, next + Self.block)]
        next = rows.endIndex
        return rows
    }

    /// Tells which rows are joined to those of the block that was given last.
    mutating func reach(_ rows: some Sequence<Int32>) {
        guard grows else { return }
        for row in rows where !queued[Int(row)] {
            queued[Int(row)] = true
            reached.append(row)
        }
    }
}
