/// Lets through the hashes of some texts, and one in thousands of the others.
struct HashSieve {
    /// A bit for each value of a hash's lowest sixteen: eight KB, which stay in the nearest cache.
    private var bits = [UInt64](repeating: 0, count: 1024)

    init(_ texts: some Sequence<String>) {
        for text in texts {
            let hash = FoldedText.hash(text)
            bits[Int(hash & 0xffff) >> 6] |= 1 << UInt64(hash & 63)
        }
    }

    /// Calls `body` with the places of all hashes that may be those of the texts.
    @inline(__always)
    func forEach(in hashes: UnsafeBufferPointer<UInt32>, _ body: (Int) -> Void) {
        bits.withUnsafeBufferPointer { bits in
            for at in hashes.indices where bits[Int(hashes[at] & 0xffff) >> 6] >> UInt64(hashes[at] & 63) & 1 == 1 {
                body(at)
            }
        }
    }
}
