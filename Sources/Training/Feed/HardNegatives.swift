import Tensors

/// For each product those of its leaf category that a model takes for the most like it, and that are not: what it has to
/// learn to tell apart.
struct HardNegatives: Equatable, Sendable {
    /// (products, each): the places of the nearest, the nearest first; -1 where there are no more.
    private(set) var places: [Int32]
    /// How many a product has at most.
    let each: Int

    /// None yet, for so many products.
    init(products: Int, each: Int = 16) {
        self.each = each
        places = [Int32](repeating: -1, count: products * each)
    }

    /// Those of a checkpoint; nil where they are none of so many products.
    init?(places: [Int32], each: Int, products: Int) {
        guard each > 0, places.count == products * each, places.allSatisfy({ $0 >= -1 && $0 < products }) else {
            return nil
        }
        (self.places, self.each) = (places, each)
    }

    /// The nearest products of one, the nearest first.
    func near(_ product: Int) -> [Int] {
        places[(product * each)..<((product + 1) * each)].prefix { $0 >= 0 }.map { Int($0) }
    }

    /// Rows and columns of a tile of cosines: 4 MB.
    private static let tile = (rows: 256, columns: 4096)
    /// In a larger category products are held against so many of all over it, lest the time grow by its square.
    private static let largestPool = 32_768

    /// Finds the nearest of products that share a category, by exact products of their vectors, a tile at a time.
    ///
    /// - Parameters:
    ///   - members: The places of the products.
    ///   - views: Unit rows (members, dimension) each; how alike two products are is the sum of their cosines. A row of
    ///     zeros says that a product lacks the view.
    ///   - together: Which products are no negatives of each other.
    mutating func find(
        among members: [Int], views: [[Float]], dimension: Int, pool largest: Int = Self.largestPool,
        together: (Int, Int) -> Bool
    ) {
        precondition(views.allSatisfy { $0.count == members.count * dimension }, "a row for each product")
        let step = (members.count + largest - 1) / largest
        let pool = stride(from: 0, to: members.count, by: max(1, step)).map { members[$0] }
        let pooled = step <= 1 ? views : views.map { Self.rows($0, of: dimension, every: step) }
        var scores = [Float](repeating: 0, count: min(Self.tile.rows, members.count) * Self.tile.columns)
        for start in stride(from: 0, to: members.count, by: Self.tile.rows) {
            let rows = start..<min(members.count, start + Self.tile.rows)
            var best = rows.map { _ in Nearest(each) }
            for first in stride(from: 0, to: pool.count, by: Self.tile.columns) {
                let columns = first..<min(pool.count, first + Self.tile.columns)
                for (at, (view, other)) in zip(views, pooled).enumerated() {
                    Self.multiply(view, rows, other, columns, dimension, into: &scores, adding: at > 0)
                }
                Self.take(scores, rows.map { members[$0] }, pool[columns], into: &best, together)
            }
            for (row, nearest) in zip(rows, best) {
                for (at, found) in nearest.found.enumerated() { places[members[row] * each + at] = found.place }
            }
        }
    }

    private static func rows(_ view: [Float], of dimension: Int, every step: Int) -> [Float] {
        stride(from: 0, to: view.count, by: step * dimension).flatMap { view[$0..<($0 + dimension)] }
    }

    /// The cosines of some rows of a view with some of another: (rows, columns).
    private static func multiply(
        _ view: [Float], _ rows: Range<Int>, _ other: [Float], _ columns: Range<Int>, _ dimension: Int,
        into scores: inout [Float], adding: Bool
    ) {
        view.withUnsafeBufferPointer { view in
            other.withUnsafeBufferPointer { other in
                scores.withUnsafeMutableBufferPointer { scores in
                    guard let a = view.baseAddress, let b = other.baseAddress, let c = scores.baseAddress else {
                        return
                    }
                    Arithmetic.product(
                        a + rows.lowerBound * dimension, b + columns.lowerBound * dimension, into: c, m: rows.count,
                        n: columns.count, k: dimension, transposing: .second, beta: adding ? 1 : 0)
                }
            }
        }
    }

    /// Offers a tile of scores (rows, columns) to the nearest so far of each row.
    private static func take(
        _ scores: [Float], _ rows: [Int], _ columns: ArraySlice<Int>, into best: inout [Nearest],
        _ together: (Int, Int) -> Bool
    ) {
        let columns = Array(columns)
        scores.withUnsafeBufferPointer { scores in
            best.withUnsafeMutableBufferPointer { best in
                // Each part of the loop writes its own places, and only asks `together`.
                nonisolated(unsafe) let (best, together) = (best, together)
                Arithmetic.inParallel(rows.count) { range in
                    for row in range {
                        var worst = best[row].worst
                        var column = 0
                        for score in scores[(row * columns.count)..<((row + 1) * columns.count)] {
                            defer { column += 1 }
                            guard score > worst, columns[column] != rows[row], !together(rows[row], columns[column])
                            else { continue }
                            best[row].take(score, Int32(columns[column]))
                            worst = best[row].worst
                        }
                    }
                }
            }
        }
    }

    /// The best so far of one product, in falling order; of equals the first that came.
    private struct Nearest {
        let limit: Int
        var found: [(score: Float, place: Int32)] = []
        /// What is no better is not taken.
        var worst = -Float.infinity

        init(_ limit: Int) {
            self.limit = limit
            found.reserveCapacity(limit + 1)
        }

        mutating func take(_ score: Float, _ place: Int32) {
            var at = found.count
            while at > 0, found[at - 1].score < score { at -= 1 }
            found.insert((score, place), at: at)
            if found.count > limit { found.removeLast() }
            if found.count == limit { worst = found[limit - 1].score }
        }
    }
}
