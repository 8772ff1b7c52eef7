public import Catalog
import Records

/// What people decided, as pairs with labels: to calibrate an audit by, and to learn from.
public struct DecidedPairs: Sendable {
    public let relation: AuditRelation

    public init(_ relation: AuditRelation) { self.relation = relation }

    /// Whether each decision is about two listings that are there and say what they said then.
    public static func holding(_ decisions: [PairDecision], in store: CatalogStore) throws -> [Bool] {
        let products = try store.products(Array(Set(decisions.flatMap { [$0.a, $0.b] })))
        let known = Dictionary(products.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return decisions.map { decision in
            guard let a = known[decision.a], let b = known[decision.b] else { return false }
            return decision.holds(of: a, b)
        }
    }

    /// All that hold as CSV (RFC 4180): `a,b,label,decision,keep,by,time`, the label 1 or 0.
    public func table(_ store: CatalogStore) throws -> String {
        let decisions = try store.decisions()
        var text = "a,b,label,decision,keep,by,time\r\n"
        for (decision, holds) in zip(decisions, try Self.holding(decisions, in: store)) where holds {
            let fields = [
                decision.a.text, decision.b.text, decision.verdict.holds(relation) ? "1" : "0",
                decision.verdict.rawValue,
                decision.keep?.text ?? "", decision.person ?? "", "\(decision.time)",
            ]
            text += CSVText.line(fields.map(CSVText.quoted))
        }
        return text
    }
}
