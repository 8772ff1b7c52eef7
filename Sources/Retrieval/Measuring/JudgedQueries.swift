public import Encoders
import Measures
import Neighbors
public import Records

/// How well words rank products that people judged: nDCG@10 over the judged products of each query.
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
        /// The mean over queries with any grade above the least.
        public let ndcg10: Double
        public let queries: Int
        /// Judgements on products that the index does not have.
        public let unknown: Int
    }

    /// The text view of each query against the joint view of its judged products.
    public static func evaluate(
        _ judgements: [Judgement], _ snapshot: IndexSnapshot, _ model: EmbeddingModel
    ) -> Outcome {
        let groups = Dictionary(grouping: judgements, by: \.query).sorted { $0.key < $1.key }
        let vectors = model.embed(texts: groups.map(\.key))
        var (sum, queries, unknown) = (0.0, 0, 0)
        for (at, group) in groups.enumerated() {
            let query = Array(vectors[(at * model.dimension)..<((at + 1) * model.dimension)])
            var ranked: [(score: Float, product: ProductID, grade: Double)] = []
            for judgement in group.value {
                guard let row = snapshot.row(of: judgement.product), let vector = snapshot.vector(row, .m) else {
                    unknown += 1
                    continue
                }
                let score = innerProduct(vector, query)
                ranked.append((score, judgement.product, judgement.grade))
            }
            ranked.sort { ($1.score, $0.product) < ($0.score, $1.product) }
            if let ndcg = DCG.normalised(ranked.map(\.grade), at: 10) {
                sum += ndcg
                queries += 1
            }
        }
        return Outcome(ndcg10: queries > 0 ? sum / Double(queries) : 0, queries: queries, unknown: unknown)
    }
}
