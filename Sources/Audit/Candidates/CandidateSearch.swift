import Catalog
import Neighbors
import Records

/// Finds the pairs worth comparing: near ones in a view, equal pictures, pictures with near hashes.
struct CandidateSearch: Sendable {
    let scorer: PairScorer
    let settings: AuditSettings

    /// Pictures that share a band with more than this many others are plain backgrounds.
    private static let largestBand = 64
    /// Of a picture that many listings share each is paired with this many that follow it.
    private static let reach = 24
    private static let batch = 64

    private var products: [StoredProduct] { scorer.catalogue.products }

    /// Every candidate once, in order.
    func pairs(_ progress: (Int, Int) throws -> Void) throws -> [RowPair] {
        var found = equalPictures() + nearHashes()
        let works = works()
        // Rounds of a few batches, so that progress is told, and an audit stopped, between them.
        for start in stride(from: 0, to: works.count, by: 16) {
            try progress(start, works.count)
            let round = Array(works[start..<min(start + 16, works.count)])
            found += try Parallel.map(round.count) { try search(round[$0]) }.joined()
        }
        try progress(works.count, works.count)
        return Set(found).filter { inScope(Int($0.a), Int($0.b)) }.sorted()
    }

    private func inScope(_ a: Int, _ b: Int) -> Bool {
        settings.within == .all || products[a].product.seller == products[b].product.seller
    }

    private struct Work {
        var view: AuditedCatalogue.View
        var rows: [Int]
        /// The rows among which is looked; nil for all. The filter itself is made when its turn comes: those of
        /// many sellers together would be as large as the catalogue times the sellers.
        var among: [Int]?
    }

    /// Batches of questions. Within a seller the neighbours are looked for among the seller's own listings.
    private func works() -> [Work] {
        var groups: [[Int]] = [Array(products.indices)]
        if settings.within == .seller {
            let bySeller = Dictionary(grouping: products.indices) { products[$0].product.seller }
            groups = bySeller.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        }
        return scorer.catalogue.views.flatMap { view in
            groups.flatMap { group -> [Work] in
                let rows = group.filter { view.has($0) }
                let among = rows.count == products.count ? nil : rows
                return stride(from: 0, to: rows.count, by: Self.batch).map { start in
                    Work(view: view, rows: Array(rows[start..<min(start + Self.batch, rows.count)]), among: among)
                }
            }
        }
    }

    private func search(_ work: Work) throws -> [RowPair] {
        let vectors = work.rows.map { work.view.index.vector($0) }
        let asked = zip(work.rows, vectors).filter { $0.1.contains { $0 != 0 } }
        guard !asked.isEmpty else { return [] }
        let filter = work.among.map { RowFilter(count: products.count, rows: $0) }
        let lists = try work.view.index.search(asked.flatMap(\.1), limit: settings.neighbours + 1, among: filter)
        return zip(asked, lists).flatMap { question, list in
            list.filter { $0.row != question.0 && $0.score > 0 }.map { RowPair(question.0, $0.row) }
        }
    }

    private func equalPictures() -> [RowPair] {
        let rows = products.indices.filter { scorer.picture($0) != nil }
        let buckets = Dictionary(grouping: rows) { products[$0].picture?.digest }
        return buckets.values.flatMap { Self.chained($0) }
    }

    /// Two hashes that differ in three bits or fewer share one of four bands of 16 bits.
    private func nearHashes() -> [RowPair] {
        let hashes = products.indices.compactMap { row in scorer.picture(row).map { (row, $0.perceptualHash) } }
        return (0..<4).flatMap { band -> [RowPair] in
            let buckets = Dictionary(grouping: hashes) { $0.1 >> UInt64(16 * band) & 0xFFFF }
            return buckets.values.filter { $0.count <= Self.largestBand }.flatMap { bucket -> [RowPair] in
                bucket.indices.flatMap { i in
                    bucket[(i + 1)...].filter { ($0.1 ^ bucket[i].1).nonzeroBitCount <= 10 }
                        .map { RowPair(bucket[i].0, $0.0) }
                }
            }
        }
    }

    /// Pairs that hold a bucket together without being all of its pairs.
    private static func chained(_ rows: [Int]) -> [RowPair] {
        rows.indices.flatMap { i in
            rows[(i + 1)..<min(rows.count, i + 1 + reach)].map { RowPair(rows[i], $0) }
        }
    }
}
