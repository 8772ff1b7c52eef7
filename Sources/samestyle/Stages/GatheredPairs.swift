import Audit
import Catalog
import Records
import Retrieval

/// Labelled pairs with what the index and the catalogue say about them.
struct GatheredPairs {
    let gatherer: EvidenceGatherer
    private(set) var pairs: [(pair: LabelledPair, evidence: PairEvidence)] = []
    /// How many pairs name a listing that is not in the index.
    private(set) var unknown = 0

    init(_ labelled: [LabelledPair], _ snapshot: IndexSnapshot, _ store: CatalogStore) throws {
        func view(_ view: View) -> AuditedCatalogue.View? {
            snapshot.indexes[view].map { AuditedCatalogue.View($0, present: snapshot.present(view)) }
        }
        gatherer = try EvidenceGatherer(
            image: view(.i), text: view(.t), joint: view(.m),
            rarity: Rarity(of: Array(snapshot.products), in: store))
        let named = Set(labelled.flatMap { [$0.a, $0.b] }).filter { snapshot.row(of: $0) != nil }.sorted()
        var listings: [ComparedListing] = []
        for start in stride(from: 0, to: named.count, by: 1024) {
            listings += try store.products(Array(named[start..<min(start + 1024, named.count)])).map { stored in
                func vector(_ view: View) -> [Float]? {
                    snapshot.row(of: stored.id).flatMap { snapshot.vector($0, view) }
                }
                return ComparedListing(stored, image: vector(.i), text: vector(.t), joint: vector(.m))
            }
        }
        let rows = Dictionary(uniqueKeysWithValues: listings.enumerated().map { ($1.stored.id, $0) })
        let known = labelled.compactMap { pair in
            rows[pair.a].flatMap { a in rows[pair.b].map { (pair: pair, places: (a: a, b: $0)) } }
        }
        unknown = labelled.count - known.count
        let places = known.map(\.places)
        let evidence = gatherer.overlaid(gatherer.evidence(listings, places), listings, places)
        pairs = zip(known, evidence).map { ($0.pair, $1) }
    }
}
