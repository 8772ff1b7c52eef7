import Dispatch

/// The most that this machine reads: a sum over the same bytes, on as many threads.
enum BandwidthLimit {
    /// Seconds that one pass over `values` takes.
    static func seconds(_ values: [Float], threads: Int) -> Double {
        values.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            // Read alone, and this call outlives whoever reads.
            nonisolated(unsafe) let from = start
            let lines = bytes.count / 256
            return duration {
                DispatchQueue.concurrentPerform(iterations: threads) { part in
                    let sum = Self.sum(from, (lines * part / threads)..<(lines * (part + 1) / threads))
                    // Never so: it keeps the sum from being left out.
                    if sum == .infinity { progress("infinite") }
                }
            }
        }
    }

    /// Of pieces of 256 bytes.
    private static func sum(_ start: UnsafeRawPointer, _ lines: Range<Int>) -> Float {
        var (a, b, c, d) = (SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>(), SIMD16<Float>())
        for line in lines {
            let at = start + line * 256
            a += at.loadUnaligned(as: SIMD16<Float>.self)
            b += at.loadUnaligned(fromByteOffset: 64, as: SIMD16<Float>.self)
            c += at.loadUnaligned(fromByteOffset: 128, as: SIMD16<Float>.self)
            d += at.loadUnaligned(fromByteOffset: 192, as: SIMD16<Float>.self)
        }
        return (a + b + c + d).sum()
    }
}
