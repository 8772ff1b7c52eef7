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
        let head = query.page?.head ?? query.limit
        let offset = query.page?.offset ?? query.offset
        let matches = try matches(question, query, reading, head, digest)
        let inquiry = Inquiry(query, question, reading, matches: matches)
        let (ranking, fold) = try ranking(inquiry, head, needed: offset + query.limit)
        let (results, end) = try page(of: ranking, fold, from: offset, inquiry)
        let facets = try facets(inquiry)
        let searched = clock.lap()
        return SearchAnswer(
            results: results, total: ranking.rows.count - (end - min(offset, end) - results.count),
            next: next(after: end, of: ranking.rows.count, head, reading, digest),
            took: Took(encode: encoded, search: searched), model: reading.living.model.name, facets: facets)
    }

    /// A further page is cut from the order of the very vector that the first one had: in a pass with others it would be
    /// another in its last digits.
    private func question(_ query: Query, _ reading: SnapshotReading, _ digest: UInt64) throws -> Question {
        if query.page != nil, let known = reading.living.questions[digest] { return known }
        let question = try QuestionEncoder(reading, store).encode(query)
        reading.living.questions.keep(question, digest)
        return question
    }

    /// The order of the answers, as far as is needed; and what stands behind them, where they are folded.
    private func ranking(
        _ inquiry: Inquiry, _ head: Int, needed: Int
    ) throws -> (ranking: Ranking, fold: StyleFold?) {
        let filter = inquiry.rows(satisfying: inquiry.query.filter)
        let first = try inquiry.order(breadth(head, inquiry.query, inquiry.question), among: filter)
        let fold = inquiry.query.folds ? StyleFold(first, inquiry.reading) : nil
        let ranking = try Ranking(needed: needed, first: fold?.order ?? first, hidden: fold?.hidden ?? []) {
            try inquiry.nearest($0, among: filter)
        }
        return (ranking, fold)
    }

    /// How far the search behind the first page looks: a few more than the page, since products that the question names are no
    /// answers to it, and one says whether more follow; wider where words are looked up too, and where answers are folded.
    private func breadth(_ head: Int, _ query: Query, _ question: Question) -> Int {
        if query.folds { return Query.folded + 16 }
        let few = head + 16 + query.not.products.count
        return question.lexical == nil ? few : max(few, 200)
    }

    /// The rows whose words match, best first, where words are looked up: the same for each page.
    private func matches(
        _ question: Question, _ query: Query, _ reading: SnapshotReading, _ head: Int, _ digest: UInt64
    ) throws -> [Int] {
        guard let lexical = question.lexical else { return [] }
        let key = WordMatches(question: digest, moment: reading.moment, head: head)
        if let known = reading.living.wordMatches[key] { return known }
        guard query.page == nil else { throw RetrievalError.expiredPage }
        let found = try store.search(text: lexical, limit: breadth(head, query, question))
        let rows = found.compactMap { reading.row(of: $0.id) }
        reading.living.wordMatches.keep(rows, key)
        return rows
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
}
