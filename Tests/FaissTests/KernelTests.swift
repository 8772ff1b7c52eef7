import CFaiss
import Testing

/// Every variant that this processor has against the plain one.
@Suite struct KernelTests {
    private static let variants = (0..<8).prefix { cfaiss_variant($0) != nil }

    private func numbers(_ count: Int, seed: UInt64) -> [UInt64] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }

    @Test(arguments: Self.variants)
    func bytesAreSummedAsThePlainVariantSumsThem(variant: Int) throws {
        for stride in [64, 128, 192, 1024] {
            // The largest sums too: every byte at its end.
            for extreme in [false, true] {
                let table = numbers(40 * stride, seed: 1).map { extreme ? UInt8(255) : UInt8($0 & 255) }
                let question = numbers(stride, seed: 2).map { extreme ? Int8(-127) : Int8(truncatingIfNeeded: $0) }
                for n in 0..<10 {
                    let ids = numbers(n, seed: UInt64(n)).map { UInt32($0 % 40) }
                    var (found, right) = ([Int32](repeating: 7, count: n + 1), [Int32](repeating: 7, count: n + 1))
                    cfaiss_variant_bytes(variant, question, table, stride, ids, n, &found)
                    cfaiss_variant_bytes(0, question, table, stride, ids, n, &right)
                    #expect(found == right)
                }
            }
        }
    }

    @Test(arguments: Self.variants)
    func floatsAreSummedAsThePlainVariantSumsThem(variant: Int) throws {
        for dimension in [1, 7, 8, 16, 31, 100, 256] {
            let table = numbers(30 * dimension, seed: 3).map { Float($0 % 2001) / 1000 - 1 }
            let question = numbers(dimension, seed: 4).map { Float($0 % 2001) / 1000 - 1 }
            for n in 0..<10 {
                let ids = numbers(n, seed: UInt64(n)).map { UInt32($0 % 30) }
                var (found, right) = ([Float](repeating: 7, count: n + 1), [Float](repeating: 7, count: n + 1))
                cfaiss_variant_floats(variant, question, table, dimension, ids, n, &found)
                cfaiss_variant_floats(0, question, table, dimension, ids, n, &right)
                for (a, b) in zip(found, right) { #expect(abs(a - b) <= 1e-5 * Float(dimension)) }
            }
        }
    }
}
