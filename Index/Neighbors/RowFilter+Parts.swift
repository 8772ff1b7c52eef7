extension RowFilter {
    /// Bounds (parts + 1) of ranges of rows of which about as many pass in each; all but the last divide by 64.
    func bounds(of parts: Int) -> [Int] {
        guard parts > 1 else { return [0, count] }
        let size = size
        var (bounds, passed) = ([0], 0)
        for (at, word) in words.enumerated() {
            while bounds.count < parts, passed * parts >= size * bounds.count { bounds.append(at << 6) }
            passed += word.nonzeroBitCount
        }
        while bounds.count <= parts { bounds.append(count) }
        return bounds
    }

    /// Writes the rows that pass from `next` on, at most `limit` and below `end`, and moves `next` behind the last of them.
    /// Gives how many.
    func fill(_ places: UnsafeMutablePointer<UInt32>, _ limit: Int, from next: inout Int, to end: Int) -> Int {
        words.withUnsafeBufferPointer { words in
            var found = 0
            while next < end {
                var left = words[next >> 6] & (~0 << UInt64(next & 63))
                let base = next & ~63
                while left != 0 {
                    let row = base + left.trailingZeroBitCount
                    guard row < end else { break }
                    if found == limit {
                        next = row
                        return found
                    }
                    places[found] = UInt32(truncatingIfNeeded: row)
                    found += 1
                    left &= left - 1
                }
                next = base + 64
            }
            next = end
            return found
        }
    }
}
