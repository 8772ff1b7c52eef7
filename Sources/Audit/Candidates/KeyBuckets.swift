/// Rows that share a key: one picture file, one title.
///
/// A bucket is no reason to compare all of its pairs: ten thousand listings may be titled "T-shirt". Its rows stand in an
/// order that puts likely ones side by side, and each is paired with those beside it and with the first of all (the
/// sorted neighbourhood of Hernández & Stolfo 1995), so the cost grows with the rows.
struct KeyBuckets: Sendable {
    /// The rows that share their key with another, bucket after bucket.
    private var rows: [Int32] = []
    /// Where each bucket begins, and behind the last.
    private var starts: [Int32] = [0]
    /// Where each row stands in `rows`; -1 for one that is alone.
    private var places: [Int32]
    /// In which bucket.
    private var buckets: [Int32]

    /// Each row is paired with so many on either side,
    private static let reach = 24
    /// and with so many of the first.
    private static let hubs = 4

    /// - Parameters:
    ///   - keys: One for each row; nil for a row that is paired with none.
    ///   - precedes: Puts likely rows of one bucket side by side.
    init(_ keys: [UInt64?], by precedes: (Int32, Int32) -> Bool) {
        places = [Int32](repeating: -1, count: keys.count)
        buckets = places
        let keyed = keys.enumerated().compactMap { row, key in key.map { (key: $0, row: Int32(row)) } }
            .sorted { ($0.key, $0.row) < ($1.key, $1.row) }
        var start = 0
        while start < keyed.count {
            var end = start + 1
            while end < keyed.count, keyed[end].key == keyed[start].key { end += 1 }
            if end - start > 1 { add(keyed[start..<end].map(\.row).sorted(by: precedes)) }
            start = end
        }
    }

    private mutating func add(_ bucket: [Int32]) {
        for row in bucket {
            places[Int(row)] = Int32(rows.count)
            buckets[Int(row)] = Int32(starts.count - 1)
            rows.append(row)
        }
        starts.append(Int32(rows.count))
    }

    /// The rows that a row is to be compared with.
    func partners(of row: Int) -> [Int32] {
        guard places[row] >= 0 else { return [] }
        let (place, bucket) = (Int(places[row]), Int(buckets[row]))
        let (start, end) = (Int(starts[bucket]), Int(starts[bucket + 1]))
        let beside = max(start, place - Self.reach)..<min(end, place + 1 + Self.reach)
        let hubs = Array(rows[start..<min(start + Self.hubs, beside.lowerBound)])
        return hubs + rows[beside].filter { Int($0) != row }
    }
}
