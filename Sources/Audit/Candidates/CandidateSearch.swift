import Catalog
import Neighbors

/// Finds what each listing is to be compared with: its nearest in every view, and those that share a key with it.
struct CandidateSearch: Sendable {
    private let catalogue: AuditedCatalogue
    private let keys: ExactKeys
    private let neighbours: Int
    /// Where listings are compared within their seller: each row's seller, and each seller's rows.
    private let sellers: [Int32]?
    private let bySeller: [[Int]]

    /// Questions asked of an index at once.
    private static let batch = 512

    init(_ scorer: PairScorer, _ settings: AuditSettings) {
        catalogue = scorer.catalogue
        keys = ExactKeys(scorer, within: settings.within)
        neighbours = settings.neighbours
        guard settings.within == .seller else {
            (sellers, bySeller) = (nil, [])
            return
        }
        let numbers = ExactKeys.numbered(catalogue.products)
        var rows = [[Int]](repeating: [], count: Int(numbers.max() ?? -1) + 1)
        for (row, seller) in numbers.enumerated() { rows[Int(seller)].append(row) }
        (sellers, bySeller) = (numbers, rows)
    }

    /// The order in which rows are best looked at: a seller's together.
    func ordered(_ rows: [Int32]) -> [Int32] {
        guard let sellers else { return rows.sorted() }
        return rows.sorted { (sellers[Int($0)], $0) < (sellers[Int($1)], $1) }
    }

    /// For each of `rows` those it is to be compared with, ascending.
    func partners(of rows: ArraySlice<Int32>) throws -> [[Int32]] {
        let rows = rows.map { Int($0) }
        var found = Parallel.map((rows.count + Self.batch - 1) / Self.batch) { piece in
            rows[(piece * Self.batch)..<min(rows.count, (piece + 1) * Self.batch)].map { keys.partners(of: $0) }
        }.flatMap { $0 }
        for range in ranges(rows) {
            let group = sellers.map { bySeller[Int($0[rows[range.lowerBound]])] }
            // A few listings are all compared.
            if let group, group.count <= neighbours + 1 {
                for at in range { found[at] += group.filter { $0 != rows[at] }.map { Int32($0) } }
                continue
            }
            let filter = group.map { RowFilter(count: catalogue.products.count, rows: $0) }
            for view in catalogue.views { try search(view, rows, range, filter, &found) }
        }
        return Parallel.map((found.count + Self.batch - 1) / Self.batch) { [found] piece in
            found[(piece * Self.batch)..<min(found.count, (piece + 1) * Self.batch)].map { Set($0).sorted() }
        }.flatMap { $0 }
    }

    /// Pieces of `rows` that look among the same listings.
    private func ranges(_ rows: [Int]) -> [Range<Int>] {
        guard let sellers else { return rows.isEmpty ? [] : [0..<rows.count] }
        var (ranges, start): ([Range<Int>], Int) = ([], 0)
        for at in rows.indices where at + 1 == rows.count || sellers[rows[at]] != sellers[rows[at + 1]] {
            ranges.append(start..<(at + 1))
            start = at + 1
        }
        return ranges
    }

    private func search(
        _ view: AuditedCatalogue.View, _ rows: [Int], _ range: Range<Int>, _ filter: RowFilter?,
        _ found: inout [[Int32]]
    ) throws {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.batch) {
            var (asked, vectors): ([Int], [Float]) = ([], [])
            for at in start..<min(start + Self.batch, range.upperBound) where view.has(rows[at]) {
                let vector = view.index.vector(rows[at])
                // A view that a listing lacks may be kept as zeros.
                guard vector.contains(where: { $0 != 0 }) else { continue }
                asked.append(at)
                vectors += vector
            }
            guard !asked.isEmpty else { continue }
            let lists = try view.index.search(vectors, limit: neighbours + 1, among: filter)
            for (at, list) in zip(asked, lists) {
                for near in list where near.row != rows[at] && near.score > 0 { found[at].append(Int32(near.row)) }
            }
        }
    }
}
