import CKernels

/// Questions as exact search asks them of rows: a few one by one, many as a product of matrices.
struct AskedRows: Sendable {
    private let dimension: Int
    private let questions: Int
    private let limit: Int
    /// (questions, dimension).
    private let queries: [Float]
    /// Columns that a panel has for questions; 0 where they are asked one by one.
    private let wide: Int
    /// (panels, dimension, wide): the questions as columns, zero where there are no more.
    private let panels: [Float]

    /// From so many questions on, a product of matrices is quicker, though half of its columns be empty.
    private static let few = 4

    /// - Parameters:
    ///   - queries: (n, dimension).
    ///   - limit: How many rows are kept for each; at least one.
    init(_ queries: [Float], dimension: Int, limit: Int) {
        (self.queries, self.dimension, self.limit) = (queries, dimension, limit)
        questions = queries.count / dimension
        wide = questions < Self.few ? 0 : questions <= 16 ? 16 : 32
        guard wide > 0 else {
            panels = []
            return
        }
        var panels = [Float](repeating: 0, count: (questions + wide - 1) / wide * wide * dimension)
        for question in 0..<questions {
            let first = question / wide * wide * dimension + question % wide
            for at in 0..<dimension { panels[first + at * wide] = queries[question * dimension + at] }
        }
        self.panels = panels
    }

    /// The best of the rows in `range` that pass the filter, for each question.
    ///
    /// - Parameter rows: (n, dimension), every row of the index.
    func nearest(of rows: UnsafePointer<Float>, _ range: Range<Int>, among filter: RowFilter?) -> [[Neighbor]] {
        var lists = BestOfMany(questions: questions, limit: limit, padded: wide == 0 ? 1 : wide)
        // A tile stays in the core's own cache while all questions go over it; twelve rows are multiplied at once.
        let tile = max(48, min(1020, 65_536 / dimension)) / 12 * 12
        let scratch = RowScratch(tile: tile, wide: max(wide, 1), dimension: wide > 0 && filter != nil ? dimension : 0)
        var (next, step) = (range.lowerBound, 24)
        while next < range.upperBound {
            let first = next
            // Nearly all of the first rows pass, for there is no bar yet: it is raised after a few, and a few more.
            step = min(2 * step, tile)
            guard let filter else {
                next = min(range.upperBound, first + step)
                look(at: rows + first * dimension, next - first, first, nil, scratch, &lists)
                continue
            }
            let count = filter.fill(scratch.places, step, from: &next, to: range.upperBound)
            if count > 0 { look(at: rows, count, 0, scratch.places, scratch, &lists) }
        }
        return lists.sorted
    }

    /// Offers `count` rows, those at `places` or those from `first` on, to the list of each question.
    private func look(
        at rows: UnsafePointer<Float>, _ count: Int, _ first: Int, _ places: UnsafeMutablePointer<UInt32>?,
        _ scratch: RowScratch, _ lists: inout BestOfMany
    ) {
        func row(_ at: Int) -> Int { places.map { Int($0[at]) } ?? first + at }
        if wide == 0 {
            queries.withUnsafeBufferPointer { queries in
                guard let start = queries.baseAddress else { return }
                for question in 0..<questions {
                    ck_scan(start + question * dimension, rows, places, scratch.scores, count, dimension)
                    lists.offer(scratch, count, to: question, row)
                }
            }
            return
        }
        let tile = places.map { scratch.gather($0, count, of: rows, dimension) } ?? rows
        panels.withUnsafeBufferPointer { panels in
            guard let start = panels.baseAddress else { return }
            for panel in 0..<(panels.count / (wide * dimension)) {
                ck_product(
                    tile, dimension, 1, start + panel * wide * dimension, wide, scratch.scores, wide, count, wide,
                    dimension, 0)
                lists.offer(scratch, count, wide: wide, from: panel * wide, row)
            }
        }
    }
}
