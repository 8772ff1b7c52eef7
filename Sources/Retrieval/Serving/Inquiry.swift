import Neighbors

/// A question that is being answered: what it reads, and in which order it finds products.
struct Inquiry {
    let query: Query
    let question: Question
    let reading: SnapshotReading
    /// The rows whose words match, best first; of a question that is more than words, none.
    let matches: [Int]
    /// The rows of the product asked about, which is no answer to itself, and of those that answers should be unlike.
    private let named: Set<Int>
    /// Where answers stand in the lists they were found in; nil where nobody asks.
    let places: FoundPlaces?

    init(_ query: Query, _ question: Question, _ reading: SnapshotReading, matches: [Int]) {
        (self.query, self.question, self.reading, self.matches) = (query, question, reading, matches)
        named = Set(([query.product].compactMap { $0 } + query.not.products).compactMap(reading.row(of:)))
        places = query.explains ? FoundPlaces() : nil
    }

    /// The rows that a filter holds; all where nil.
    func rows(satisfying filter: Filter?) -> RowFilter? { filter.map { reading.rows(satisfying: $0) } }

    /// The nearest rows by their vectors, without what is no answer.
    func nearest(_ breadth: Int, among filter: RowFilter?) throws -> [Neighbor] {
        let found = fitting(try reading.search(question.vector, question.view, limit: breadth, among: filter))
        places?.noteVectors(found)
        return found
    }

    /// The order of the answers as a search of a breadth sees it.
    ///
    /// Words that name a product exactly count beside those that mean it: the places in both lists are fused. Scores stay
    /// cosines.
    func order(_ breadth: Int, among filter: RowFilter?) throws -> [Neighbor] {
        let found = try reading.search(question.vector, question.view, limit: breadth, among: filter)
        places?.noteVectors(fitting(found))
        guard !matches.isEmpty else { return fitting(found) }
        var scores = Dictionary(found.map { ($0.row, $0.score) }, uniquingKeysWith: { first, _ in first })
        let matches = matches.filter { filter?.contains($0) ?? true }
        for row in matches where scores[row] == nil {
            guard let vector = reading.vector(row, question.view) else { continue }
            scores[row] = innerProduct(vector, question.vector)
        }
        let worded = matches.filter { scores[$0] != nil }
        places?.noteWords(worded)
        let fused = RankFusion.fuse([(found.map(\.row), 1), (worded, 1)])
        return fitting(fused.compactMap { row in scores[row].map { Neighbor(row: row, score: $0) } })
    }

    private func fitting(_ found: [Neighbor]) -> [Neighbor] {
        let bar = query.minScore ?? -.infinity
        return found.filter { !named.contains($0.row) && $0.score >= bar }
    }
}
