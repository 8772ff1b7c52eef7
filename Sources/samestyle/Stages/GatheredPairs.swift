import Audit
import Catalog
import Records
import Retrieval

/// Labelled pairs with what the index and the catalogue say about them.
struct GatheredPairs {
    let evidence: LabelledEvidence
    let pairs: [(pair: LabelledPair, evidence: PairEvidence)]
    /// How many pairs name a listing that is not in the index.
    let unknown: Int

    init(
        _ labelled: [LabelledPair], _ relation: AuditRelation, _ snapshot: IndexSnapshot, _ products: [StoredProduct]
    ) throws {
        func view(_ view: View) -> AuditedCatalogue.View? {
            snapshot.indexes[view].map { AuditedCatalogue.View($0, present: snapshot.present(view)) }
        }
        let catalogue = AuditedCatalogue(products: products, image: view(.i), text: view(.t), joint: view(.m))
        evidence = try LabelledEvidence(catalogue, relation)
        let known = labelled.compactMap { pair in
            snapshot.row(of: pair.a).flatMap { a in snapshot.row(of: pair.b).map { (pair: pair, rows: (a: a, b: $0)) } }
        }
        unknown = labelled.count - known.count
        pairs = try zip(known, evidence.evidence(known.map(\.rows))).map { ($0.pair, $1) }
    }
}
