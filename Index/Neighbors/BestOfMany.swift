import CKernels

/// The lists of several questions, and the bars that scores have to pass to enter them.
struct BestOfMany {
    private var lists: [NearestList]
    /// One for each question, then no number, which no score passes.
    private var bars: [Float]
    /// Sixteen times the bar of one question, where it is asked alone.
    private var bar = [Float](repeating: 0, count: 16)

    /// - Parameter padded: Bars come in multiples of it.
    init(questions: Int, limit: Int, padded: Int) {
        lists = [NearestList](repeating: NearestList(limit: limit), count: questions)
        bars = [Float](repeating: -.infinity, count: questions)
        bars += [Float](repeating: .nan, count: (questions + padded - 1) / padded * padded - questions)
    }

    /// The best first, for each question.
    var sorted: [[Neighbor]] { lists.map(\.sorted) }

    /// Offers one question its scores (count). Rows come in their order, so one that is as good as the bar comes too late.
    mutating func offer(_ scratch: RowScratch, _ count: Int, to question: Int, _ row: (Int) -> Int) {
        let rows = (count + 15) / 16
        for at in count..<(rows * 16) { scratch.scores[at] = .nan }
        for at in 0..<16 { bar[at] = bars[question] }
        let passing = ck_passing(scratch.scores, bar, scratch.passing, rows, 16)
        for hit in 0..<passing {
            let at = Int(scratch.passing[hit])
            enter(Neighbor(row: row(at), score: scratch.scores[at]), question)
        }
    }

    /// Offers `wide` questions from `first` on their scores (count, wide).
    mutating func offer(_ scratch: RowScratch, _ count: Int, wide: Int, from first: Int, _ row: (Int) -> Int) {
        let passing = bars.withUnsafeBufferPointer { bars in
            bars.baseAddress.map { ck_passing(scratch.scores, $0 + first, scratch.passing, count, wide) } ?? 0
        }
        for hit in 0..<passing {
            let at = Int(scratch.passing[hit])
            enter(Neighbor(row: row(at / wide), score: scratch.scores[at]), first + at % wide)
        }
    }

    private mutating func enter(_ neighbor: Neighbor, _ question: Int) {
        guard neighbor.score >= bars[question] else { return }
        lists[question].offer(neighbor)
        let bar = lists[question].bar
        bars[question] = bar == -.infinity ? bar : bar.nextUp
    }
}

/// A thread's room for one tile of rows, in memory that lies as vector registers like it.
final class RowScratch {
    /// (tile, wide), rounded up to sixteen.
    let scores: UnsafeMutablePointer<Float>
    /// Which of them pass, and one beyond.
    let passing: UnsafeMutablePointer<UInt32>
    /// (tile): which rows those of a tile are, where a filter picks them.
    let places: UnsafeMutablePointer<UInt32>
    private let rows: UnsafeMutablePointer<Float>

    /// - Parameter dimension: Of rows that are gathered; 0 where none are.
    init(tile: Int, wide: Int, dimension: Int) {
        func room<T>(_ count: Int, _ type: T.Type) -> UnsafeMutablePointer<T> {
            UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * MemoryLayout<T>.stride, alignment: 64)
                .bindMemory(to: T.self, capacity: max(1, count))
        }
        scores = room(tile * wide + 16, Float.self)
        passing = room(tile * wide + 17, UInt32.self)
        places = room(tile, UInt32.self)
        rows = room(tile * dimension, Float.self)
    }

    deinit {
        scores.deallocate()
        passing.deallocate()
        places.deallocate()
        rows.deallocate()
    }

    /// Copies the rows at `places` (count) of `source` to where they lie in a line: (count, dimension).
    func gather(
        _ places: UnsafePointer<UInt32>, _ count: Int, of source: UnsafePointer<Float>, _ dimension: Int
    ) -> UnsafePointer<Float> {
        for at in 0..<count {
            (rows + at * dimension).update(from: source + Int(places[at]) * dimension, count: dimension)
        }
        return UnsafePointer(rows)
    }
}
