/// Sets of rows while a filter is worked out: 64 rows a word, the first in the lowest bit, as `RowFilter` has them.
enum RowWords {
    static func none(_ count: Int) -> [UInt64] { [UInt64](repeating: 0, count: (count + 63) / 64) }

    /// Puts in the rows of which `bit` is 1; it is 0 of all others.
    @inline(__always)
    static func mark(_ words: inout [UInt64], _ count: Int, _ bit: (Int) -> UInt64) {
        words.withUnsafeMutableBufferPointer { words in
            // No branch within: which rows satisfy a condition cannot be guessed.
            for at in 0..<(count >> 6) {
                var word: UInt64 = 0
                for row in 0..<64 { word |= bit(at << 6 + row) &<< UInt64(row) }
                words[at] |= word
            }
            for row in (count & ~63)..<count { words[row >> 6] |= bit(row) &<< UInt64(row & 63) }
        }
    }

    /// Calls `body` with each row in `words`, ascending.
    @inline(__always)
    static func forEach(_ words: [UInt64], _ body: (Int) -> Void) {
        for (at, word) in words.enumerated() {
            var left = word
            while left != 0 {
                body(at << 6 + left.trailingZeroBitCount)
                left &= left &- 1
            }
        }
    }
}
