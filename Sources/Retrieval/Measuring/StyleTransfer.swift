public import Catalog
public import Encoders
public import Measures
import Records

/// User-interactive search (Chen et al., WWW 2023, section 5), measured: the picture of a red dress and the word "white"
/// should find the same dress in white.
///
/// For each product with a picture and each other value of the attribute within its style the question is that picture
/// and the words of that value, as one joint query; right are the products of the style that have the value. All
/// products but the one asked with are ranked.
public struct StyleTransfer: Sendable {
    /// What is asked with, and which view of the offers is ranked.
    public enum Cell: String, CaseIterable, Sendable {
        case both = "i+t-m"
        case bothByPicture = "i+t-i"
        /// What the picture finds without the words.
        case pictureAlone = "i-m"
        /// What the words find without the picture.
        case wordsAlone = "t-m"

        var offers: View { self == .bothByPicture ? .i : .m }
    }

    private struct Question {
        let value: String
        let style: String
        /// The places of the right answers.
        let wanted: [Int]
    }

    private let products: [StoredProduct]
    private let snapshot: IndexSnapshot
    private let model: EmbeddingModel

    /// - Parameter products: What is ranked, each with its style; those not in the index are left out.
    public init(_ products: [StoredProduct], _ snapshot: IndexSnapshot, _ model: EmbeddingModel) {
        self.products = products.filter { snapshot.row(of: $0.id) != nil }
        (self.snapshot, self.model) = (snapshot, model)
    }

    /// The scores of each cell over the same questions, drawn anew by style; empty where no style has two values.
    ///
    /// - Parameter progress: Called with products done and their whole number.
    public func measure(
        _ attribute: String, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [Cell: RankingScores] {
        let questions = questions(attribute)
        let words = vectors(of: Set(questions.values.joined().map(\.value)))
        let offers = [View.i, .m].reduce(into: [:]) { $0[$1] = Offers(products.map(\.id), snapshot, $1) }
        var scores: [Cell: RankingScores] = [:]
        let asking = products.indices.filter { questions[$0] != nil }
        for start in stride(from: 0, to: asking.count, by: 64) {
            let batch = Array(asking[start..<min(asking.count, start + 64)])
            for (at, picture) in zip(batch, ListingEncoder.mainPictures(batch.map { products[$0] }, for: model)) {
                // A product whose picture is gone asks nothing.
                guard let picture, let asked = questions[at] else { continue }
                let id = products[at].id
                let joint = rows(try model.embed(products: asked.map { (picture, $0.value) }))
                for (both, question) in zip(joint, asked) {
                    let queries: [Cell: [Float]?] = [
                        .both: both, .bothByPicture: both, .pictureAlone: snapshot.vector(of: id, .i),
                        .wordsAlone: words[question.value],
                    ]
                    for (cell, query) in queries {
                        guard let query, let offers = offers[cell.offers] else { continue }
                        let rank = offers.firstRank(query, question.wanted, without: id)
                        scores[cell, default: RankingScores()].add(firstRank: rank, of: question.style)
                    }
                }
            }
            progress(start + batch.count, asking.count)
        }
        return scores
    }

    /// By the place of the product that is asked with, in the order of values.
    private func questions(_ attribute: String) -> [Int: [Question]] {
        // A value however it is spelt, large or small: the same words to the encoder.
        let values = products.map { $0.product.attributes[attribute]?.lowercased() }
        var places: [String: [String: [Int]]] = [:]
        for (at, stored) in products.enumerated() {
            guard let style = stored.product.style, let value = values[at] else { continue }
            places[style, default: [:]][value, default: []].append(at)
        }
        var questions: [Int: [Question]] = [:]
        for (style, byValue) in places where byValue.count > 1 {
            for (own, askers) in byValue {
                let others = byValue.filter { $0.key != own }.sorted { $0.key < $1.key }.map {
                    Question(value: $0.key, style: style, wanted: $0.value)
                }
                for at in askers where products[at].picture != nil && snapshot.vector(of: products[at].id, .i) != nil {
                    questions[at] = others
                }
            }
        }
        return questions
    }

    /// The view t of each text.
    private func vectors(of texts: Set<String>) -> [String: [Float]] {
        let texts = texts.sorted()
        return Dictionary(uniqueKeysWithValues: zip(texts, rows(model.embed(texts: texts))))
    }

    private func rows(_ vectors: [Float]) -> [[Float]] {
        stride(from: 0, to: vectors.count, by: model.dimension).map { Array(vectors[$0..<($0 + model.dimension)]) }
    }
}
