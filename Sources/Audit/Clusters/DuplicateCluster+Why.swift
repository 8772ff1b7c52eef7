public import Catalog

extension DuplicateCluster {
    /// Why a listing is the one to keep rather than the others, in words.
    public static func whyKept(_ kept: StoredProduct, rather others: [StoredProduct]) -> [String] {
        Completeness.why(kept, rather: others)
    }
}

extension DuplicateCluster.Pair {
    /// The evidence in words.
    public var words: [String] { EvidenceWords(evidence).remarks }
}
