import Audit
import Catalog
import Retrieval

/// What a listing would be among those of the catalogue, as JSON.
struct CheckAnswer: Encodable, Sendable {
    enum Verdict: String, Encodable {
        /// The same listing is there.
        case duplicate
        /// The same product is there, from another seller or under another listing.
        case sameStyle = "same-style"
        /// Neither is.
        case new
    }

    struct Match: Encodable, Sendable {
        let product: ProductAnswer
        let relation: AuditRelation
        /// The probability, 0...1, that the relation holds.
        let confidence: Double
        /// What spoke for it and against, in words.
        let why: [String]
        let evidence: PairEvidence

        init(_ match: ListingCheck.Match, _ product: StoredProduct) {
            self.product = ProductAnswer(product)
            relation = match.relation
            confidence = (match.confidence * 10_000).rounded() / 10_000
            (why, evidence) = (match.words, match.evidence)
        }
    }

    let verdict: Verdict
    /// Duplicates first, the surest first.
    let matches: [Match]
    let took: SearchAnswerBody.Took
    /// The model that encoded the listing.
    let model: String
}
