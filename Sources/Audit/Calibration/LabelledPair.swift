public import Catalog
public import Records

/// Two listings of which it is known whether they are the same.
public struct LabelledPair: Hashable, Sendable {
    public let a: ProductID
    public let b: ProductID
    public let isSame: Bool

    public init(_ one: ProductID, _ other: ProductID, isSame: Bool) {
        (a, b) = one < other ? (one, other) : (other, one)
        self.isSame = isSame
    }

    /// What a person decided.
    public init(_ decision: PairDecision, relation: AuditRelation) {
        self.init(decision.a, decision.b, isSame: decision.verdict.holds(relation))
    }

    /// Each pair once: what people decided about it, else its label.
    public static func joined(
        _ labels: [LabelledPair], _ decisions: [PairDecision], relation: AuditRelation
    ) -> [LabelledPair] {
        struct Key: Hashable {
            let a: ProductID
            let b: ProductID
        }
        let decided = decisions.map { LabelledPair($0, relation: relation) }
        let known = Set(decided.map { Key(a: $0.a, b: $0.b) })
        return decided + labels.filter { !known.contains(Key(a: $0.a, b: $0.b)) }
    }
}
