/// How well each listing's picture lies over another's at best, and by how much a pair falls short of that.
///
/// Plain goods of one kind lie over each other well, and what was listed again lies over the original better: so the two best
/// are compared, as Lowe's ratio does of the two nearest descriptors (2004, section 7.1).
struct OverlayRivals: Sendable {
    /// By row; 0 for a listing that lies over none.
    private var best: [Float]

    /// Nearer than this all are one picture.
    private static let most: Float = 0.99

    /// - Parameters:
    ///   - pairs: Those that could be the same by the rest of the evidence.
    ///   - apart: Pairs that people told apart: however well those lie, they stand in nobody's way.
    init(rows: Int, _ pairs: [ScoredPair], apart: Set<RowPair>) {
        best = [Float](repeating: 0, count: rows)
        for scored in pairs where !apart.contains(scored.pair) {
            guard let overlay = scored.overlay.map({ min($0, Self.most) }) else { continue }
            best[Int(scored.pair.a)] = max(best[Int(scored.pair.a)], overlay)
            best[Int(scored.pair.b)] = max(best[Int(scored.pair.b)], overlay)
        }
    }

    /// By how much one of the two lies better over a third listing, and by how much both do, 0 where none does; nil for two
    /// that do not lie well over each other, whatever others do.
    func leads(_ a: Int, _ b: Int, over overlay: Float) -> (one: Float, both: Float)? {
        guard overlay >= EvidenceWeights.nearOverlay else { return nil }
        return (max(0, max(best[a], best[b]) - overlay), max(0, min(best[a], best[b]) - overlay))
    }
}
