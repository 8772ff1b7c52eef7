import Catalog
import Encoders
import Foundation
import Neighbors
import Records

extension Retriever {
    /// Answers a question.
    public func search(_ query: Query) throws -> SearchAnswer {
        try query.check()
        let serving = serving
        var clock = Stopwatch()
        let question = try QuestionEncoder(serving, store).encode(query)
        let encoded = clock.lap()
        let filter = query.filter.map { filter in
            RowFilter(
                count: serving.facets.count,
                rows: serving.facets.indices.filter { serving.facets[$0].map(filter.holds(for:)) ?? false })
        }
        let wanted = query.offset + query.limit
        // One more for the product asked about, which is no answer to itself; more for those deleted since.
        let breadth = min(serving.snapshot.products.count, max(wanted + 16, question.lexical == nil ? 0 : 200))
        var found = try serving.snapshot.search(question.vector, question.view, limit: breadth, among: filter)
        if let lexical = question.lexical {
            found = try fuse(found, lexical, question, serving, filter, breadth)
        }
        if let least = query.minScore { found.removeAll { $0.score < least } }
        if let asked = query.product.flatMap(serving.snapshot.row(of:)) { found.removeAll { $0.row == asked } }
        let (results, gone) = try results(found, upTo: wanted, query.filter, question, serving)
        let searched = clock.lap()
        return SearchAnswer(
            results: Array(results.dropFirst(query.offset)), total: found.count - gone,
            took: Took(encode: encoded, search: searched), model: serving.model.name)
    }

    /// The first `count` of `found` that the catalogue still has and that satisfy the filter as they are now; and how
    /// many on the way are gone.
    private func results(
        _ found: [Neighbor], upTo count: Int, _ filter: Filter?, _ question: Question, _ serving: Serving
    ) throws -> (kept: [SearchResult], gone: Int) {
        var (kept, looked): ([SearchResult], Int) = ([], 0)
        while kept.count < count, looked < found.count {
            let next = Array(found[looked..<min(found.count, looked + count - kept.count)])
            looked += next.count
            kept += try results(next, question, serving).filter { filter?.holds(for: $0.product.product) ?? true }
        }
        return (kept, looked - kept.count)
    }

    /// Words that name a product exactly count beside those that mean it: the places in both lists are fused. Scores
    /// stay cosines.
    private func fuse(
        _ found: [Neighbor], _ text: String, _ question: Question, _ serving: Serving, _ filter: RowFilter?,
        _ breadth: Int
    ) throws -> [Neighbor] {
        let matches = try store.search(text: text, limit: breadth).compactMap { serving.snapshot.row(of: $0.id) }
            .filter { filter?.contains($0) ?? true }
        var scores = Dictionary(found.map { ($0.row, $0.score) }, uniquingKeysWith: { first, _ in first })
        for row in matches where scores[row] == nil {
            guard let vector = serving.snapshot.vector(row, question.view) else { continue }
            scores[row] = innerProduct(vector, question.vector)
        }
        return RankFusion.fuse([(found.map(\.row), 1), (matches.filter { scores[$0] != nil }, 1)])
            .compactMap { row in scores[row].map { Neighbor(row: row, score: $0) } }
    }

    func results(_ found: [Neighbor], _ question: Question, _ serving: Serving) throws -> [SearchResult] {
        let stored = try store.products(found.map { serving.snapshot.products[$0.row] })
        let byID = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let calibration = serving.snapshot.manifest.calibration(question.trigger, question.view)
        return found.compactMap { neighbor in
            guard let product = byID[serving.snapshot.products[neighbor.row]] else { return nil }
            let confidence = calibration.confidence(neighbor.score)
            return SearchResult(
                product: product, score: neighbor.score, confidence: confidence,
                relation: Relation(of: product, to: question.asked, confidence: confidence))
        }
    }
}

/// How an answer belongs to what was asked for.
public enum Relation: String, Codable, Sendable {
    /// The same listing again.
    case duplicate
    /// The same product, from whichever seller.
    case sameStyle = "same-style"
    case similar

    /// From this confidence on two products are taken for one style.
    public static let sameStyleConfidence = 0.8
    /// Perceptual hashes of 64 bits that differ in no more than these are one photo.
    static let sameHash = 3

    init(of product: StoredProduct, to asked: StoredProduct?, confidence: Double) {
        if let one = asked?.picture, let other = product.picture,
            one.digest == other.digest
                || (one.perceptualHash ^ other.perceptualHash).nonzeroBitCount <= Self.sameHash
                    && confidence >= Self.sameStyleConfidence
        {
            self = .duplicate
        } else {
            self = confidence >= Self.sameStyleConfidence ? .sameStyle : .similar
        }
    }
}

/// One answer.
public struct SearchResult: Sendable {
    public let product: StoredProduct
    /// The cosine with the question.
    public let score: Float
    /// The chance that it is of one style with what was asked for.
    public let confidence: Double
    public let relation: Relation
}

/// The answers to a question, best first.
public struct SearchAnswer: Sendable {
    public let results: [SearchResult]
    /// How many were ranked for this page: all that there are, or a few more than the page reaches.
    public let total: Int
    public let took: Took
    /// The model that encoded the question.
    public let model: String
}

/// Where the time went, in milliseconds.
public struct Took: Codable, Hashable, Sendable {
    public var encode: Double
    public var search: Double
}

/// Milliseconds between laps.
struct Stopwatch {
    private var last = ContinuousClock.now

    mutating func lap() -> Double {
        let now = ContinuousClock.now
        defer { last = now }
        return (now - last) / .milliseconds(1)
    }
}
