import Audit
import Catalog
import Pictures
import Records
import Retrieval
import Synchronization

/// Tells whether a listing would be a duplicate of one that the catalogue has, as an audit of the whole would.
final class ListingChecker: Sendable {
    private let store: CatalogStore
    private let evidence: LiveValue<EvidenceFile?>
    /// What gathers the evidence of pairs in the snapshot of a key.
    private let known = Mutex<(key: UInt64, gatherer: EvidenceGatherer)?>(nil)

    /// As many are looked at in each view as an audit looks at.
    private static let breadth = AuditSettings().neighbours

    /// - Parameter evidence: How an audit weighs its evidence.
    init(store: CatalogStore, evidence: LiveValue<EvidenceFile?>) { (self.store, self.evidence) = (store, evidence) }

    /// - Parameters:
    ///   - listing: Nothing of it is stored.
    ///   - limit: The most matches that are told.
    ///   - began: When it was asked for.
    func check(
        _ listing: CheckRequest, _ retriever: Retriever, _ limits: PictureLimits, limit: Int,
        since began: ContinuousClock.Instant
    ) throws -> CheckAnswer {
        let start = ContinuousClock.now
        let (stored, picture) = try listing.opened(
            before: try store.product(listing.product.product.id), limits,
            shortestSide: retriever.decodedSide.map { max($0, PictureSketch.side) })
        let decode = (ContinuousClock.now - start) / .milliseconds(1)
        var near: NearListings
        do { near = try retriever.nearest(to: stored, picture: picture, breadth: Self.breadth) } catch RetrievalError
            .emptyQuery
        { throw RequestError.emptyListing }
        let compared = ContinuousClock.now
        let others = near.others.map { ComparedListing($0) }
        let check = ListingCheck(try gatherer(retriever), evidence: evidence.current)
        let asked = ComparedListing(near.listing, sketch: picture.map { PictureSketch(of: $0) })
        let matches = try check.matches(of: asked, among: others)
            .filter { try !isApart(stored, others[$0.place].stored, $0.relation) }
        near.took.search += (ContinuousClock.now - compared) / .milliseconds(1)
        let verdict = matches.first.map { $0.relation == .duplicate ? CheckAnswer.Verdict.duplicate : .sameStyle }
        return CheckAnswer(
            verdict: verdict ?? .new, matches: matches.prefix(limit).map { .init($0, others[$0.place].stored) },
            took: SearchAnswerBody.Took(decode: decode, near.took, total: (.now - began) / .milliseconds(1)),
            model: near.model)
    }

    /// Whether a person decided that two listings, as they are, are not what they look like.
    private func isApart(_ one: StoredProduct, _ other: StoredProduct, _ relation: AuditRelation) throws -> Bool {
        guard let decision = try store.decision(one.id, other.id), decision.holds(of: one, other) else { return false }
        return !decision.verdict.holds(relation)
    }

    private func gatherer(_ retriever: Retriever) throws -> EvidenceGatherer {
        let (snapshot, key) = retriever.inUse
        return try known.withLock { known in
            if let known, known.key == key { return known.gatherer }
            // Under the lock: whoever asks meanwhile needs the same, and would work it out again.
            func view(_ view: View) -> AuditedCatalogue.View? {
                snapshot.indexes[view].map { AuditedCatalogue.View($0, present: snapshot.present(view)) }
            }
            let gatherer = try EvidenceGatherer(
                image: view(.i), text: view(.t), joint: view(.m),
                rarity: Rarity(of: Array(snapshot.products), in: store))
            known = (key, gatherer)
            return gatherer
        }
    }
}

extension ComparedListing {
    fileprivate init(_ listing: NearListings.Listing, sketch: PictureSketch? = nil) {
        self.init(listing.stored, image: listing.image, text: listing.text, joint: listing.joint, sketch: sketch)
    }
}
