import Measures
import Records
import Retrieval

extension EvaluateStage {
    struct JudgedSummary: Encodable {
        let ndcg: Double
        /// Of an order by chance of the same products.
        let byChance: Double
        let spearman: Double?
        let queries: Int
        let judgements: Int
        let unknown: Int
        let ci: [String: Interval]
        let withheld: [String]?

        enum CodingKeys: String, CodingKey {
            case ndcg = "ndcg@10"
            case byChance = "ndcg@10_by_chance"
            case spearman, queries, judgements, unknown, ci, withheld
        }
    }

    /// - Parameter named: The products judged.
    func judge(
        _ judgements: [JudgedQueries.Judgement], of named: Set<ProductID>, withheld: [WithheldField]
    ) throws -> JudgedSummary {
        let index = try open(withheld: withheld, encoding: true) { named.contains($0.id) }
        guard let model = index.model else { preconditionFailure("a model was asked for") }
        let outcome = JudgedQueries.evaluate(judgements, index.snapshot, model)
        guard outcome.judgements > 0 else {
            throw ProgramError.nothing(
                missing: "none of the products judged is in the index",
                remedy: "check the ids of the file against the catalogue, or build the index again")
        }
        console.say(
            "nDCG@10 \(Self.share(outcome.ndcg10)) (95 %: \(Self.range(outcome.interval)); "
                + "by chance \(Self.share(outcome.byChance))) over \(outcome.queries) queries")
        console.say(
            "Spearman \(outcome.spearman.map(Self.share) ?? "-") over \(outcome.judgements) judgements; "
                + "\(outcome.unknown) judgements on products that are not in the index")
        return JudgedSummary(
            ndcg: outcome.ndcg10, byChance: outcome.byChance, spearman: outcome.spearman, queries: outcome.queries,
            judgements: outcome.judgements, unknown: outcome.unknown, ci: ["ndcg@10": outcome.interval],
            withheld: withheld.isEmpty ? nil : withheld.map(\.description))
    }
}
