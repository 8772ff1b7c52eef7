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
    /// - Parameters:
    ///   - ruled: What people decided. It stands above every constraint, and a pair that they call the same weighs as much
    ///     as the surest that clicks speak for.
    ///   - embeddingSimilarity: The cosine of two products' embeddings; nil for those without.
    public func pairs(
        of log: ClickLog, ruled: [RuledPair] = [], embeddingSimilarity: ((ProductID, ProductID) -> Float?)? = nil
    ) -> (pairs: [ClickPair], report: PairReport) {
        let rulings = Self.rulings(ruled, log)
        let (candidates, clicked) = candidates(log, rulings)
        let relevance = Relevance(log.products)
        var report = PairReport()
        (report.clicks, report.unknownProducts, report.cutGroups) = (log.clicks, log.unknown, log.cut)
        report.candidates = candidates.count
        var pairs: [ClickPair] = []
        var (keptPlaces, droppedPlaces, ruledPlaces): ([Int], [Int], [Int]) = ([], [], [])
        for (at, candidate) in candidates.enumerated() {
            let judged = judge(candidate, log, clicked, relevance, rulings, embeddingSimilarity)
            let (one, other) = (log.products[judged.a], log.products[judged.b])
            if let reason = judged.dropped {
                report.dropped[reason.rawValue, default: 0] += 1
                droppedPlaces.append(at)
            } else {
                let (first, second) = one.id < other.id ? (one.id, other.id) : (other.id, one.id)
                if judged.isRuled { ruledPlaces.append(pairs.count) }
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
                let judged = judge(candidate, log, clicked, relevance, rulings, embeddingSimilarity)
                let (one, other) = (log.products[judged.a], log.products[judged.b])
                return PairReport.Example(
                    trigger: one.id.text, offer: other.id.text, triggerTitle: one.title, offerTitle: other.title,
                    evidence: candidate.value.evidence, weight: judged.weight, relevance: judged.words,
                    dropped: judged.dropped)
            }
        }
        (report.kept, report.decided) = (pairs.count, ruledPlaces.count)
        let surest = pairs.map(\.weight).max().map { $0 > 0 ? $0 : 1 } ?? 1
        for at in ruledPlaces { pairs[at].weight = surest }
        return (pairs, report)
    }

    private func judge(
        _ candidate: (key: UInt64, value: Candidate), _ log: ClickLog, _ clicked: [Float], _ relevance: Relevance,
        _ rulings: [UInt64: Bool], _ embeddingSimilarity: ((ProductID, ProductID) -> Float?)?
    ) -> (a: Int, b: Int, words: Float, weight: Float, dropped: PairReport.Reason?, isRuled: Bool) {
        let (a, b) = (Int(candidate.key >> 32), Int(candidate.key & 0xFFFF_FFFF))
        let words = relevance.cosine(a, b)
        // The more alike the words, the surer that the clicks meant one product.
        let clicks = (clicked[a] * clicked[b]).squareRoot()
        let weight = clicks > 0 ? candidate.value.weight / clicks * words * words * words : 0
        if let isSame = rulings[candidate.key] {
            return (a, b, words, weight, isSame ? nil : .decidedDifferent, true)
        }
        let dropped = reason(
            log.products[a], log.products[b], words, candidate.value.evidence, embeddingSimilarity)
        return (a, b, words, weight, dropped, false)
    }

    /// What people decided, by the places of the products; nothing of those that are not in the catalogue.
    private static func rulings(_ ruled: [RuledPair], _ log: ClickLog) -> [UInt64: Bool] {
        guard !ruled.isEmpty else { return [:] }
        let places = Dictionary(
            log.products.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var rulings: [UInt64: Bool] = [:]
        for pair in ruled {
            guard let a = places[pair.a], let b = places[pair.b], a != b else { continue }
            rulings[key(a, b)] = pair.isSame
        }
        return rulings
    }

    private static func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }

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

    /// Every pair of products in one group, or decided to be the same, by their places packed in one number, in a fixed
    /// order; and how much each product was clicked in groups.
    private func candidates(
        _ log: ClickLog, _ rulings: [UInt64: Bool]
    ) -> (pairs: [(key: UInt64, value: Candidate)], clicked: [Float]) {
        var found = rulings.filter(\.value).mapValues { _ in Candidate() }
        var clicked = [Float](repeating: 0, count: log.products.count)
        for group in log.groups {
            // A long session says less of any two of its products.
            let share = 1 / Float(group.count - 1).squareRoot()
            for (at, one) in group.enumerated() {
                clicked[Int(one.product)] += one.weight * share
                for other in group[(at + 1)...] {
                    let key = Self.key(Int(one.product), Int(other.product))
                    found[key, default: Candidate()].weight += (one.weight * other.weight).squareRoot() * share
                    found[key, default: Candidate()].evidence += 1
                }
            }
        }
        return (found.sorted { $0.key < $1.key }, clicked)
    }
}
