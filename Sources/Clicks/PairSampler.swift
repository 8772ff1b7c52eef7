public import Records

/// Click logs to training pairs: joins what one session or query clicked, then keeps a pair by category and relevance
/// (Chen et al., WWW 2023, section 3), weighted by its evidence. It never looks at a style label.
public struct PairSampler: Sendable {
    public let sampling: Sampling

    /// Of the kept pairs, and of the dropped.
    private static let examplesOfAKind = 10

    public init(_ sampling: Sampling = Sampling()) { self.sampling = sampling }

    /// The kept pairs, by their products' ids, and what became of the others.
    ///
    /// - Parameter embeddingSimilarity: The cosine of two products' embeddings; nil for those without.
    public func pairs(
        of log: ClickLog, embeddingSimilarity: ((ProductID, ProductID) -> Float?)? = nil
    ) -> (pairs: [ClickPair], report: PairReport) {
        let (candidates, clicked) = candidates(log)
        let relevance = Relevance(log.products)
        var report = PairReport()
        (report.clicks, report.unknownProducts, report.cutGroups) = (log.clicks, log.unknown, log.cut)
        report.candidates = candidates.count
        var pairs: [ClickPair] = []
        var (keptPlaces, droppedPlaces): ([Int], [Int]) = ([], [])
        for (at, candidate) in candidates.enumerated() {
            let judged = judge(candidate, log, clicked, relevance, embeddingSimilarity)
            let (one, other) = (log.products[judged.a], log.products[judged.b])
            if let reason = judged.dropped {
                report.dropped[reason.rawValue, default: 0] += 1
                droppedPlaces.append(at)
            } else {
                let (first, second) = one.id < other.id ? (one.id, other.id) : (other.id, one.id)
                pairs.append(
                    ClickPair(
                        trigger: first, offer: second, weight: judged.weight, evidence: candidate.value.evidence))
                report.byCategory[one.leafCategory ?? "", default: 0] += 1
                keptPlaces.append(at)
            }
        }
        for places in [keptPlaces, droppedPlaces] {
            // From all over the log.
            let count = min(Self.examplesOfAKind, places.count)
            report.examples += (0..<count).map { number in
                let candidate = candidates[places[number * places.count / count]]
                let judged = judge(candidate, log, clicked, relevance, embeddingSimilarity)
                let (one, other) = (log.products[judged.a], log.products[judged.b])
                return PairReport.Example(
                    trigger: one.id.text, offer: other.id.text, triggerTitle: one.title, offerTitle: other.title,
                    evidence: candidate.value.evidence, weight: judged.weight, relevance: judged.words,
                    dropped: judged.dropped)
            }
        }
        report.kept = pairs.count
        return (pairs, report)
    }

    private func judge(
        _ candidate: (key: UInt64, value: Candidate), _ log: ClickLog, _ clicked: [Float], _ relevance: Relevance,
        _ embeddingSimilarity: ((ProductID, ProductID) -> Float?)?
    ) -> (a: Int, b: Int, words: Float, weight: Float, dropped: PairReport.Reason?) {
        let (a, b) = (Int(candidate.key >> 32), Int(candidate.key & 0xFFFF_FFFF))
        let words = relevance.cosine(a, b)
        // The more alike the words, the surer that the clicks meant one product.
        let weight = candidate.value.weight / (clicked[a] * clicked[b]).squareRoot() * words * words * words
        let dropped = reason(
            log.products[a], log.products[b], words, candidate.value.evidence, embeddingSimilarity)
        return (a, b, words, weight, dropped)
    }

    private func reason(
        _ one: Product, _ other: Product, _ words: Float, _ evidence: Int,
        _ embeddingSimilarity: ((ProductID, ProductID) -> Float?)?
    ) -> PairReport.Reason? {
        switch sampling.category {
        case .leaf: if one.category != other.category { return .otherCategory }
        case .top: if one.category.first != other.category.first { return .otherCategory }
        case .none: break
        }
        if words < sampling.relevance { return .littleRelevance }
        if let similarity = embeddingSimilarity?(one.id, other.id), similarity < sampling.embeddingSimilarity {
            return .unlikeEmbeddings
        }
        return evidence < sampling.evidence ? .littleEvidence : nil
    }

    private struct Candidate {
        var weight: Float = 0
        var evidence = 0
    }

    /// Every pair of products in one group, by their places packed in one number, in a fixed order; and how much each
    /// product was clicked in groups.
    private func candidates(_ log: ClickLog) -> (pairs: [(key: UInt64, value: Candidate)], clicked: [Float]) {
        var found: [UInt64: Candidate] = [:]
        var clicked = [Float](repeating: 0, count: log.products.count)
        for group in log.groups {
            // A long session says less of any two of its products.
            let share = 1 / Float(group.count - 1).squareRoot()
            for (at, one) in group.enumerated() {
                clicked[Int(one.product)] += one.weight * share
                for other in group[(at + 1)...] {
                    let (low, high) = (min(one.product, other.product), max(one.product, other.product))
                    let key = UInt64(low) << 32 | UInt64(high)
                    found[key, default: Candidate()].weight += (one.weight * other.weight).squareRoot() * share
                    found[key, default: Candidate()].evidence += 1
                }
            }
        }
        return (found.sorted { $0.key < $1.key }, clicked)
    }
}
