public import Encoders
public import Measures
import Neighbors
public import Records

/// How well words rank products that people judged: only what was judged for a query is ranked for it.
public struct JudgedQueries: Sendable {
    public struct Judgement: Hashable, Sendable {
        public let query: String
        public let product: ProductID
        /// Not negative, higher is better.
        public let grade: Double

        public init(query: String, product: ProductID, grade: Double) {
            (self.query, self.product, self.grade) = (query, product, grade)
        }
    }

    public struct Outcome: Sendable {
        /// nDCG@10: the mean over queries with any grade above zero.
        public let ndcg10: Double
        /// By drawing queries anew.
        public let interval: Interval
        /// What the same queries come to in an order by chance: high where few products were judged for a query.
        public let byChance: Double
        /// Spearman's rank correlation of score and grade over all judgements of all queries; nil where either is all
        /// alike.
        public let spearman: Double?
        public let queries: Int
        /// Judgements on products of the index.
        public let judgements: Int
        /// Judgements on products that the index does not have, or not in the joint view.
        public let unknown: Int
    }

    /// The text view of each query against the joint view of its judged products.
    public static func evaluate(
        _ judgements: [Judgement], _ snapshot: IndexSnapshot, _ model: EmbeddingModel
    ) -> Outcome {
        let groups = Dictionary(grouping: judgements, by: \.query).sorted { $0.key < $1.key }
        let vectors = model.embed(texts: groups.map(\.key))
        var (sums, mean, chance, queries) = (GroupedSums(measures: 1), 0.0, 0.0, 0)
        var all: [(a: Double, b: Double)] = []
        for (at, group) in groups.enumerated() {
            let query = Array(vectors[(at * model.dimension)..<((at + 1) * model.dimension)])
            let scored = group.value.compactMap { judgement -> (score: Float, grade: Double)? in
                snapshot.vector(of: judgement.product, .m).map { (innerProduct($0, query), judgement.grade) }
            }
            all += scored.map { (Double($0.score), $0.grade) }
            guard let ndcg = DCG.normalised(scored: scored, at: 10) else { continue }
            sums.add([ndcg])
            mean += ndcg
            chance += DCG.byChance(scored.map(\.grade), at: 10) ?? 0
            queries += 1
        }
        let count = Double(max(1, queries))
        return Outcome(
            ndcg10: mean / count, interval: Bootstrap().intervals(of: sums)[0], byChance: chance / count,
            spearman: RankCorrelation.spearman(all), queries: queries, judgements: all.count,
            unknown: judgements.count - all.count)
    }
}
