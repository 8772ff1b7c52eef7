public import Records

/// Clicks over known products, gathered by what one session, or one query, clicked.
public struct ClickLog: Sendable {
    /// One product in a group, and the strongest sign of interest in it.
    struct Entry: Sendable {
        let product: Int32
        var weight: Float
    }
    /// The products by their place; pairs refer to them.
    let products: [Product]
    private(set) var groups: [[Entry]] = []
    public private(set) var clicks = 0
    /// Clicks on products that are not in the catalogue.
    public private(set) var unknown = 0
    /// Groups that were cut at `Sampling.longest`.
    public private(set) var cut = 0
    /// What users searched for when they clicked a product, most frequent first.
    public private(set) var queries: [ProductID: [String]] = [:]

    /// - Parameter clicks: In any order; called with a closure that takes each.
    public init(
        over products: [Product], _ sampling: Sampling = Sampling(), clicks each: ((Click) -> Void) throws -> Void
    ) rethrows {
        self.products = products
        let places = Dictionary(
            products.enumerated().map { ($1.id, Int32($0)) }, uniquingKeysWith: { first, _ in first })
        var raw: [(session: Int32, query: Int32, product: Int32, event: Click.Event, position: Int32)] = []
        var (sessions, words) = (Names(), Names())
        var propensity = PositionBias()
        var unknown = 0
        try each { click in
            propensity.add(click.position)
            guard let product = places[click.product] else { return unknown += 1 }
            let query = click.query.map(ClickLog.normalised) ?? ""
            raw.append(
                (
                    sessions.number(click.session), query.isEmpty ? -1 : words.number(query), product, click.event,
                    Int32(clamping: click.position ?? 0)
                ))
        }
        self.unknown = unknown
        clicks = raw.count + unknown
        propensity.fit()
        func weight(_ event: Click.Event, _ position: Int32) -> Float {
            Sampling.weight(event)
                * (sampling.correctsPosition && position > 0 ? propensity.correction(at: Int(position)) : 1)
        }
        var rows = raw.map {
            Row(key: $0.session, session: $0.session, product: $0.product, weight: weight($0.event, $0.position))
        }
        gather(rows, sampling.longest)
        for at in rows.indices { rows[at].key = raw[at].query }
        gather(rows.filter { $0.key >= 0 }, sampling.longest, oneSessionCounts: false)
        queries = ClickLog.queries(raw.map { ($0.query, $0.product) }, words.names, products)
    }

    private struct Row {
        var key: Int32
        let session: Int32
        let product: Int32
        let weight: Float
    }

    /// One group per key, each product once, with its strongest sign of interest.
    ///
    /// - Parameter oneSessionCounts: False for queries: what one session alone clicked for one counts as its session.
    private mutating func gather(_ unsorted: [Row], _ longest: Int, oneSessionCounts: Bool = true) {
        let rows = unsorted.sorted { ($0.key, $0.product, $0.session) < ($1.key, $1.product, $1.session) }
        var at = 0
        while at < rows.count {
            var group: [Entry] = []
            let first = rows[at]
            var shared = oneSessionCounts
            while at < rows.count, rows[at].key == first.key {
                shared = shared || rows[at].session != first.session
                if group.last?.product == rows[at].product {
                    group[group.count - 1].weight = max(group[group.count - 1].weight, rows[at].weight)
                } else {
                    group.append(Entry(product: rows[at].product, weight: rows[at].weight))
                }
                at += 1
            }
            if group.count > longest {
                cut += 1
                group = Array(group.sorted { ($1.weight, $0.product) < ($0.weight, $1.product) }.prefix(longest))
            }
            if group.count > 1, shared { groups.append(group) }
        }
    }

    private static let mostQueries = 8

    private static func queries(
        _ rows: [(query: Int32, product: Int32)], _ names: [String], _ products: [Product]
    ) -> [ProductID: [String]] {
        var counts: [Int32: [Int32: Int]] = [:]
        for row in rows where row.query >= 0 { counts[row.product, default: [:]][row.query, default: 0] += 1 }
        var result: [ProductID: [String]] = [:]
        for (product, found) in counts {
            let best = found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostQueries)
            result[products[Int(product)].id] = best.map { names[Int($0.key)] }
        }
        return result
    }

    /// Lower case, single spaces.
    static func normalised(_ query: String) -> String {
        query.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Numbers for names, in the order they came.
private struct Names {
    private var known: [String: Int32] = [:]
    private(set) var names: [String] = []

    mutating func number(_ name: String) -> Int32 {
        if let known = known[name] { return known }
        let number = Int32(names.count)
        known[name] = number
        names.append(name)
        return number
    }
}
