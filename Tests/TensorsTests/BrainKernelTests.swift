import CKernels
import Testing

@testable import Tensors

/// Kernels that read or write bf16, each against its plain twin.
@Suite struct BrainKernelTests {
    /// bf16 keeps eight bits: twins that round values apart in their last f32 bits may end in neighbouring ones.
    private static let neighbour: Float = 1.0 / 128

    private var generator = Generator(seed: 21)

    private mutating func rounded(_ shape: [Int]) -> BrainTensor { BrainTensor(rounding: .normal(shape, &generator)) }

    private func copy(_ x: BrainTensor) -> BrainTensor {
        let fresh = BrainTensor(uninitialized: x.shape)
        fresh.memory.update(from: x.memory, count: x.count)
        return fresh
    }

    private func same(_ what: String, _ a: BrainTensor, _ b: BrainTensor) {
        for (p, q) in zip(a.widened.values, b.widened.values) {
            #expect(abs(p - q) <= Self.neighbour * max(1, abs(q)), "\(what)")
        }
    }

    private func same(_ what: String, _ a: Tensor, _ b: Tensor, _ tolerance: Float = 1e-4) {
        for (p, q) in zip(a.values, b.values) { #expect(abs(p - q) <= tolerance * max(1, abs(q)), "\(what)") }
    }

    @Test(arguments: [1, 5, 16, 31, 255, 300])
    mutating func rowsAgreeWithTheirPlainTwins(_ n: Int) {
        let x = Tensor.normal([3, n], &generator)
        let (gain, shift) = (Tensor.normal([n], &generator), Tensor.normal([n], &generator))
        func twice(
            _ what: String, _ from: BrainTensor, _ fast: (BrainTensor, Tensor) -> Void,
            _ plain: (BrainTensor, Tensor) -> Void
        ) {
            let (a, b, s, t) = (copy(from), copy(from), Tensor(zeros: [2 * n]), Tensor(zeros: [2 * n]))
            fast(a, s)
            plain(b, t)
            same(what, a, b)
            same("sums of \(what)", s, t, 1e-3)
        }
        let (y, slopes) = (rounded([3, n]), rounded([3, n]))
        let (mean, rstd) = (Tensor(zeros: [3]), Tensor(zeros: [3]))
        twice("layer norm", y) { y, _ in
            ck_layer_norm_bf16(x.memory, gain.memory, shift.memory, y.memory, mean.memory, rstd.memory, 3, n, 1e-5)
        } _: { y, _ in
            ck_layer_norm_bf16_plain(
                x.memory, gain.memory, shift.memory, y.memory, mean.memory, rstd.memory, 3, n, 1e-5)
        }
        twice("rounding", y) {
            ck_round_sum_bf16(x.memory, $0.memory, $1.memory, 3, n)
        } _: {
            ck_round_sum_bf16_plain(x.memory, $0.memory, $1.memory, 3, n)
        }
        twice("rounding without the instruction", y) { y, _ in
            ck_round_bf16(x.memory, y.memory, 3 * n)
        } _: { y, _ in
            ck_round_bf16_without(x.memory, y.memory, 3 * n)
        }
        twice("columns", y) {
            ck_sum_rows_bf16($0.memory, $1.memory, 3, n)
        } _: {
            ck_sum_rows_bf16_plain($0.memory, $1.memory, 3, n)
        }
        twice("slopes", y) {
            ck_slopes_bf16($0.memory, slopes.memory, $1.memory, 3, n)
        } _: {
            ck_slopes_bf16_plain($0.memory, slopes.memory, $1.memory, 3, n)
        }
    }

    @Test(
        "an activation and its slope are those of f32 but for rounding, in place and apart, fast and plain",
        arguments: [Activation.gelu, .exactGELU, .quickGELU], [1, 31, 300])
    mutating func activations(_ activation: Activation, _ n: Int) {
        let x = rounded([1, n])
        let (value, slope) = (x.widened, Tensor(zeros: [1, n]))
        let none = Tensor(zeros: [n])
        func run(_ inPlace: (BrainTensor) -> Void, _ apart: (BrainTensor, BrainTensor) -> Void) {
            let (here, from, to) = (copy(x), copy(x), copy(x))
            inPlace(here)
            apart(from, to)
            #expect(here.widened.values == to.widened.values)
            for at in 0..<n {
                #expect(abs(to.widened.values[at] - slope.memory[at]) <= Self.neighbour)
                #expect(abs(from.widened.values[at] - value.memory[at]) <= Self.neighbour)
            }
        }
        switch activation {
        case .none: break
        case .gelu:
            ck_bias_gelu_slope(value.memory, none.memory, slope.memory, 1, n)
            run({ ck_gelu_bf16($0.memory, n) }, { ck_gelu_bf16_slope($0.memory, $1.memory, n) })
            run({ ck_gelu_bf16_plain($0.memory, n) }, { ck_gelu_bf16_slope_plain($0.memory, $1.memory, n) })
        case .exactGELU:
            ck_bias_gelu_erf_slope(value.memory, none.memory, slope.memory, 1, n)
            run({ ck_gelu_erf_bf16($0.memory, n) }, { ck_gelu_erf_bf16_slope($0.memory, $1.memory, n) })
            run({ ck_gelu_erf_bf16_plain($0.memory, n) }, { ck_gelu_erf_bf16_slope_plain($0.memory, $1.memory, n) })
        case .quickGELU:
            ck_bias_gelu_quick_slope(value.memory, none.memory, slope.memory, 1, n)
            run({ ck_gelu_quick_bf16($0.memory, n) }, { ck_gelu_quick_bf16_slope($0.memory, $1.memory, n) })
            run({ ck_gelu_quick_bf16_plain($0.memory, n) }, { ck_gelu_quick_bf16_slope_plain($0.memory, $1.memory, n) })
        }
    }

    @Test(arguments: [(1, 1, 1), (5, 7, 3), (13, 16, 8), (64, 64, 32), (65, 33, 33), (12, 49, 2)])
    mutating func aProductByPairsIsThatOfTheMatricesMeant(_ size: (m: Int, n: Int, pairs: Int)) {
        let (m, n, pairs) = size
        let (a, b) = (rounded([m, 2 * pairs]), rounded([2 * pairs, n]))
        var packed = [UInt32](repeating: 0, count: pairs * n)
        ck_pair_rows(b.memory, n, &packed, 2 * pairs, n)
        let wanted = Tensor(zeros: [m, n])
        let (wideA, wideB) = (a.widened, b.widened)
        Arithmetic.product(wideA.memory, wideB.memory, into: wanted.memory, m: m, n: n, k: 2 * pairs)
        a.memory.withMemoryRebound(to: UInt32.self, capacity: m * pairs) { a in
            let (fast, plain) = (Tensor(zeros: [m, n]), Tensor(zeros: [m, n]))
            ck_pair_product(a, pairs, 1, packed, n, fast.memory, n, m, n, pairs)
            ck_pair_product_plain(a, pairs, 1, packed, n, plain.memory, n, m, n, pairs)
            same("sums", fast, wanted)
            same("plain sums", plain, wanted)
            let (narrow, plainNarrow) = (BrainTensor(uninitialized: [m, n]), BrainTensor(uninitialized: [m, n]))
            ck_pair_product_bf16(a, pairs, 1, packed, n, narrow.memory, n, m, n, pairs)
            ck_pair_product_bf16_plain(a, pairs, 1, packed, n, plainNarrow.memory, n, m, n, pairs)
            same("rounded sums", narrow, BrainTensor(rounding: wanted))
            same("plain rounded sums", plainNarrow, BrainTensor(rounding: wanted))
        }
    }

    @Test(arguments: [(2, 4), (5, 33), (1, 3), (7, 16)])
    mutating func anOddLastRowIsPairedWithZeros(_ size: (rows: Int, columns: Int)) {
        let (rows, columns) = size
        let x = rounded([rows, columns + 2])
        let count = (rows + 1) / 2 * columns
        var (fast, plain) = ([UInt32](repeating: 7, count: count), [UInt32](repeating: 7, count: count))
        ck_pair_rows(x.memory, columns + 2, &fast, rows, columns)
        ck_pair_rows_plain(x.memory, columns + 2, &plain, rows, columns)
        #expect(fast == plain)
        for r in 0..<rows {
            for c in 0..<columns {
                let pair = fast[r / 2 * columns + c]
                #expect(UInt16(truncatingIfNeeded: r % 2 == 0 ? pair : pair >> 16) == x.row(r)[c])
                if r % 2 == 0, r + 1 == rows { #expect(pair >> 16 == 0) }
            }
        }
    }

    @Test(arguments: [(4, 4), (7, 5), (33, 33), (64, 20)])
    mutating func aSoftmaxAndItsSlopeAreThoseOfF32ButForRounding(_ size: (columns: Int, length: Int)) {
        let (n, length) = size
        let (even, rows) = (n + n % 2, 3)
        let x = Tensor.normal([rows, n], &generator), slopes = Tensor.normal([rows, n], &generator)
        let wanted = Tensor(x.values, shape: x.shape), back = Tensor(slopes.values, shape: x.shape)
        ck_softmax(wanted.memory, rows, n, length, 0.7)
        ck_softmax_backward(wanted.memory, back.memory, rows, n, 0.7)
        func hold(_ narrow: BrainTensor, to wide: Tensor) {
            for r in 0..<rows {
                for c in 0..<even {
                    let wanted = c < n ? wide.memory[r * n + c] : 0
                    #expect(abs(narrow.widened.values[r * even + c] - wanted) <= Self.neighbour)
                }
            }
        }
        for isPlain in [false, true] {
            let p = Tensor(x.values, shape: x.shape), dp = Tensor(slopes.values, shape: x.shape)
            let narrow = BrainTensor(uninitialized: [rows, even])
            (isPlain ? ck_softmax_bf16_plain : ck_softmax_bf16)(p.memory, narrow.memory, even, rows, n, length, 0.7)
            same("softmax", p, wanted)
            hold(narrow, to: wanted)
            (isPlain ? ck_softmax_backward_bf16_plain : ck_softmax_backward_bf16)(
                p.memory, dp.memory, narrow.memory, even, rows, n, 0.7)
            same("slope of softmax", dp, back)
            hold(narrow, to: back)
        }
    }
}
