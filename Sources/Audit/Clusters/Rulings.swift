import Catalog
import Records

/// What people decided, as far as it bears on one audit.
struct Rulings: Sendable {
    /// Joined whatever the evidence says, the latest decision first.
    let joined: [RowPair]
    let apart: Set<RowPair>
    let verdicts: [RowPair: PairDecision]
    /// For each row those that it was joined to, and those that it was held apart from.
    let joinedTo: [Int: [Int]]
    let apartFrom: [Int: [Int]]

    /// A decision about a listing that is gone, or says something else now, is left out.
    ///
    /// - Parameter rows: The row of each of the products.
    init(
        _ decisions: [PairDecision], _ products: [StoredProduct], rows: [ProductID: Int], relation: AuditRelation
    ) {
        var verdicts: [RowPair: PairDecision] = [:]
        for decision in decisions {
            guard let a = rows[decision.a], let b = rows[decision.b], a != b,
                decision.holds(of: products[a], products[b])
            else { continue }
            let pair = RowPair(a, b)
            if let known = verdicts[pair], known.time > decision.time { continue }
            verdicts[pair] = decision
        }
        self.verdicts = verdicts
        joined = verdicts.filter { $0.value.verdict.holds(relation) }
            .sorted { ($1.value.time, $0.key) < ($0.value.time, $1.key) }.map(\.key)
        apart = Set(verdicts.filter { !$0.value.verdict.holds(relation) }.keys)
        joinedTo = Self.byRow(joined)
        apartFrom = Self.byRow(apart.sorted())
    }

    private static func byRow(_ pairs: [RowPair]) -> [Int: [Int]] {
        var rows: [Int: [Int]] = [:]
        for pair in pairs {
            rows[Int(pair.a), default: []].append(Int(pair.b))
            rows[Int(pair.b), default: []].append(Int(pair.a))
        }
        return rows
    }
}
