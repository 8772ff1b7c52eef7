import Catalog
import Neighbors
import Records

/// Finds the pairs of a catalogue that could be joined, in blocks of rows: a block's candidates are compared and forgotten,
/// and what is sure enough of them is kept.
struct PairSearch {
    private let scorer: PairScorer
    private let settings: AuditSettings
    private let rulings: Rulings

    /// Rows whose pairs one thread compares at a time.
    private static let piece = 64

    init(_ scorer: PairScorer, _ settings: AuditSettings, _ rulings: Rulings) {
        (self.scorer, self.settings, self.rulings) = (scorer, settings, rulings)
    }

    struct Found {
        /// Each pair once, by its rows.
        var pairs: [ScoredPair]
        var searched: Int
        var resumedAt: Int?
    }

    func found(journal: PairJournal?, progress: (AuditProgress) throws -> Void) throws -> Found {
        let search = CandidateSearch(scorer, settings)
        var queue = RowQueue(scorer.catalogue.products, search, settings, rulings)
        var partners = FoundPartners(rows: scorer.catalogue.products.count)
        var pairs: [ScoredPair] = []
        for kept in journal?.blocks ?? [] {
            guard queue.block() != nil else { break }
            pairs += kept
            reach(kept, &queue)
        }
        let resumedAt = queue.done > 0 ? queue.done : nil
        let pace = Pace(from: queue.done)
        try progress(pace.progress(.searching, queue.done, of: queue.total))
        while let rows = queue.block() {
            let found = try search.partners(of: rows)
            for (row, list) in zip(rows, found) { partners.note(Int(row), list) }
            let kept = compared(Array(rows), found, partners)
            try journal?.append(kept)
            pairs += kept
            reach(kept, &queue)
            try progress(pace.progress(.searching, queue.done, of: queue.total))
        }
        return Found(pairs: Self.once(pairs), searched: queue.done, resumedAt: resumedAt)
    }

    /// The pairs that a cluster could hold and that are found from the side of one of `rows`.
    func found(from rows: [Int32]) throws -> [ScoredPair] {
        let search = CandidateSearch(scorer, settings)
        let nothing = FoundPartners(rows: scorer.catalogue.products.count)
        return try stride(from: 0, to: rows.count, by: RowQueue.block).flatMap { start in
            let block = rows[start..<min(rows.count, start + RowQueue.block)]
            return compared(Array(block), try search.partners(of: block), nothing)
        }
    }

    private func reach(_ kept: [ScoredPair], _ queue: inout RowQueue) {
        for scored in kept where scored.confidence >= settings.threshold {
            queue.reach([scored.pair.a, scored.pair.b])
        }
    }

    /// The pairs of a block that a cluster could hold.
    private func compared(_ rows: [Int32], _ found: [[Int32]], _ partners: FoundPartners) -> [ScoredPair] {
        let pieces = (rows.count + Self.piece - 1) / Self.piece
        return Parallel.map(pieces) { piece -> [ScoredPair] in
            var kept: [ScoredPair] = []
            for at in (piece * Self.piece)..<min(rows.count, (piece + 1) * Self.piece) {
                let vectors = scorer.vectors(Int(rows[at]))
                for other in found[at] where !partners.isCompared(rows[at], from: other) {
                    let evidence = scorer.evidence(Int(rows[at]), vectors, Int(other))
                    let confidence = scorer.confidence(evidence)
                    guard confidence >= settings.floor else { continue }
                    kept.append(
                        ScoredPair(
                            pair: RowPair(Int(rows[at]), Int(other)), confidence: confidence,
                            overlay: evidence.sameBytes ? 1 : evidence.overlay))
                }
            }
            return kept
        }.flatMap { $0 }
    }

    private static func once(_ pairs: [ScoredPair]) -> [ScoredPair] {
        var once: [ScoredPair] = []
        once.reserveCapacity(pairs.count)
        for scored in pairs.sorted(by: { $0.pair < $1.pair }) where once.last?.pair != scored.pair {
            once.append(scored)
        }
        return once
    }
}
