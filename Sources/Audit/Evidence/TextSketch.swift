/// How alike two long texts are, told from sixteen of their words (Broder 1997): those of the least numbers.
enum TextSketch {
    private static let size = 16

    /// The least numbers among the words of a text, ascending; letters beyond ASCII count as they are written.
    static func of(_ text: String) -> [UInt32] {
        var found: Set<UInt32> = []
        var (hash, within) = (TextHash.start, false)
        func end() {
            if within { found.insert(TextHash.finish(hash)) }
            (hash, within) = (TextHash.start, false)
        }
        for byte in text.utf8 {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if (0x61...0x7A).contains(lower) || (0x30...0x39).contains(lower) || lower >= 0x80 {
                (hash, within) = (TextHash.step(hash, UInt32(lower)), true)
            } else {
                end()
            }
        }
        end()
        return Array(found.sorted().prefix(size))
    }

    /// The share of words in common, 0...1, as far as the sketches tell; nil where one text has no words.
    static func likeness(_ a: [UInt32], _ b: [UInt32]) -> Float? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        var (i, j, seen, common) = (0, 0, 0, 0)
        while seen < size, i < a.count || j < b.count {
            let (x, y) = (i < a.count ? a[i] : .max, j < b.count ? b[j] : .max)
            if x == y { common += 1 }
            if x <= y { i += 1 }
            if y <= x { j += 1 }
            seen += 1
        }
        return Float(common) / Float(seen)
    }
}
