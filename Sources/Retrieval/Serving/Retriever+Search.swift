import Catalog
import Encoders
import Foundation
import Neighbors
import Records

extension Retriever {
    /// Answers a question.
    public func search(_ query: Query) throws -> SearchAnswer {
        try query.check()
        let digest = query.digest()
        let reading = try reading(for: query.page, digest)
        var clock = Stopwatch()
        let question = try question(query, reading, digest)
        let encoded = clock.lap()
        let filter = query.filter.map { reading.rows(satisfying: $0) }
        let asked = query.product.flatMap(reading.row(of:))
        func fitting(_ found: [Neighbor]) -> [Neighbor] {
            found.filter { $0.row != asked && $0.score >= query.minScore ?? -.infinity }
        }
        let head = query.page?.head ?? query.limit
        let offset = query.page?.offset ?? query.offset
        let first = try firstOrder(question, reading, filter, head, query.page, digest)
        let ranking = try Ranking(needed: offset + query.limit, first: fitting(first)) { depth in
            fitting(try reading.search(question.vector, question.view, limit: depth, among: filter))
        }
        let (results, end) = try page(of: ranking, from: offset, query, question, reading)
        let searched = clock.lap()
        return SearchAnswer(
            results: results, total: ranking.rows.count - (end - min(offset, end) - results.count),
            next: next(after: end, of: ranking.rows.count, head, reading, digest),
            took: Took(encode: encoded, search: searched), model: reading.living.model.name)
    }

    /// A further page is cut from the order of the very vector that the first one had: in a pass with others it would be
    /// another in its last digits.
    private func question(_ query: Query, _ reading: SnapshotReading, _ digest: UInt64) throws -> Question {
        if query.page != nil, let known = reading.living.questions[digest] { return known }
        let question = try QuestionEncoder(reading, store).encode(query)
        reading.living.questions.keep(question, digest)
        return question
    }

    /// The order as far as the first page sees it, which pages behind it begin with.
    private func firstOrder(
        _ question: Question, _ reading: SnapshotReading, _ filter: RowFilter?, _ head: Int, _ page: PageToken?,
        _ digest: UInt64
    ) throws -> [Neighbor] {
        // A few more than a page: the product asked about is no answer to itself, and one says whether more follow.
        let breadth = head + 16
        guard let lexical = question.lexical else {
            return try reading.search(question.vector, question.view, limit: breadth, among: filter)
        }
        let key = FirstPage(question: digest, moment: reading.moment, head: head)
        if let known = reading.living.firstPages[key] { return known }
        guard page == nil else { throw RetrievalError.expiredPage }
        let wide = max(breadth, 200)
        let found = try reading.search(question.vector, question.view, limit: wide, among: filter)
        let order = try fuse(found, lexical, question, reading, filter, wide)
        reading.living.firstPages.keep(order, key)
        return order
    }

    /// As many as are asked for of those that the catalogue still has and that satisfy the filter as they are now; and the
    /// place behind the last one looked at.
    private func page(
        of ranking: Ranking, from offset: Int, _ query: Query, _ question: Question, _ reading: SnapshotReading
    ) throws -> (kept: [SearchResult], end: Int) {
        var (kept, end): ([SearchResult], Int) = ([], min(offset, ranking.rows.count))
        while kept.count < query.limit, end < ranking.rows.count {
            let next = Array(ranking.rows[end..<min(ranking.rows.count, end + query.limit - kept.count)])
            end += next.count
            kept += try results(next, question, reading).filter { query.filter?.holds(for: $0.product.product) ?? true }
        }
        return (kept, end)
    }

    /// What a question reads: what is there now, or what was when its first page was asked for.
    func reading(for page: PageToken?, _ digest: UInt64) throws(RetrievalError) -> SnapshotReading {
        guard let page else { return reading }
        guard page.question == digest else { throw .badPage(reason: "it is of another question") }
        return try reading(of: page)
    }

    /// The page that follows; nil behind the last, and where no page may begin.
    func next(
        after offset: Int, of count: Int, _ head: Int, _ reading: SnapshotReading, _ digest: UInt64
    ) -> PageToken? {
        guard offset < count, offset <= Query.largestOffset else { return nil }
        return PageToken(
            pin: reading.living.key, moment: reading.moment, head: head, offset: offset, question: digest)
    }

    /// Words that name a product exactly count beside those that mean it: the places in both lists are fused. Scores
    /// stay cosines.
    private func fuse(
        _ found: [Neighbor], _ text: String, _ question: Question, _ reading: SnapshotReading, _ filter: RowFilter?,
        _ breadth: Int
    ) throws -> [Neighbor] {
        let matches = try store.search(text: text, limit: breadth).compactMap { reading.row(of: $0.id) }
            .filter { filter?.contains($0) ?? true }
        var scores = Dictionary(found.map { ($0.row, $0.score) }, uniquingKeysWith: { first, _ in first })
        for row in matches where scores[row] == nil {
            guard let vector = reading.vector(row, question.view) else { continue }
            scores[row] = innerProduct(vector, question.vector)
        }
        return RankFusion.fuse([(found.map(\.row), 1), (matches.filter { scores[$0] != nil }, 1)])
            .compactMap { row in scores[row].map { Neighbor(row: row, score: $0) } }
    }

    func results(_ found: [Neighbor], _ question: Question, _ reading: SnapshotReading) throws -> [SearchResult] {
        let stored = try products(of: found.map(\.row), reading)
        let calibration = reading.manifest.calibration(question.trigger, question.view)
        return found.compactMap { neighbor in
            // Deleted since the moment that is read.
            guard let product = stored[neighbor.row] else { return nil }
            let confidence = calibration.confidence(neighbor.score)
            return SearchResult(
                product: product, score: neighbor.score, confidence: confidence,
                relation: Relation(of: product, to: question.asked, confidence: confidence),
                picture: question.view == .i ? reading.bestPicture(neighbor.row, question.vector) : nil)
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
    /// Which of the product's pictures is nearest, counted from 0, where pictures were searched.
    public let picture: Int?
}

/// The answers to a question, best first.
public struct SearchAnswer: Sendable {
    public let results: [SearchResult]
    /// How many were ranked for this page: all that there are, or a few more than the page reaches.
    public let total: Int
    /// The page that follows; nil behind the last.
    public let next: PageToken?
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
