/// What each row was to be compared with, so that no pair is compared a second time from its other side.
///
/// It is a saving alone: a pair that is compared twice, as after an audit was gone on with, is as sure as before.
struct FoundPartners: Sendable {
    /// The partners of the rows that were looked at, row after row, those of each ascending.
    private var partners: [Int32] = []
    /// Where those of each row begin, -1 for one that was not looked at; and how many there are.
    private var starts: [Int]
    private var counts: [Int32]
    /// Which of two rows was looked at first.
    private var turns: [Int32]
    private var turn: Int32 = 0

    init(rows: Int) {
        starts = [Int](repeating: -1, count: rows)
        counts = [Int32](repeating: 0, count: rows)
        turns = counts
    }

    mutating func note(_ row: Int, _ found: [Int32]) {
        starts[row] = partners.count
        counts[row] = Int32(found.count)
        turns[row] = turn
        partners += found
        turn += 1
    }

    /// Whether the pair was found from the side of `other` too, and that one's turn came first.
    func isCompared(_ row: Int32, from other: Int32) -> Bool {
        let start = starts[Int(other)]
        guard start >= 0, turns[Int(other)] < turns[Int(row)] else { return false }
        var (low, high) = (start, start + Int(counts[Int(other)]))
        while low < high {
            let middle = (low + high) / 2
            if partners[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < start + Int(counts[Int(other)]) && partners[low] == row
    }
}
