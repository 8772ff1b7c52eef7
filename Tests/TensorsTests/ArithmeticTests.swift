import CKernels
import Glibc
import Tensors
import Testing

@Suite struct ArithmeticTests {
    /// A product of k terms of order one in f32.
    private static let tolerance = 1e-3

    @Test(
        arguments: [(3, 5, 7), (1, 1, 1), (65, 33, 129), (130, 96, 200)], [Arithmetic.Factor?.none, .first, .second])
    func aProductIsWhatThePlainLoopGives(_ size: (Int, Int, Int), _ flip: Arithmetic.Factor?) {
        var generator = Generator(seed: 3)
        let (m, n, k) = size
        let a = Tensor.normal([m * k], &generator), b = Tensor.normal([k * n], &generator)
        let c = Tensor.normal([m, n], &generator), before = c.values
        Arithmetic.product(
            a.memory, b.memory, into: c.memory, m: m, n: n, k: k, transposing: flip, alpha: 0.5, beta: 1)
        for i in 0..<m {
            for j in 0..<n {
                var sum = 0.0
                for l in 0..<k {
                    sum +=
                        Double(a.memory[flip == .first ? l * m + i : i * k + l])
                        * Double(b.memory[flip == .second ? j * k + l : l * n + j])
                }
                #expect(abs(Double(c.memory[i * n + j]) - (Double(before[i * n + j]) + 0.5 * sum)) < Self.tolerance)
            }
        }
    }

    @Test(arguments: [1, 7, 8, 31, 100])
    func aVectorKernelAgreesWithItsPlainTwin(_ n: Int) {
        var generator = Generator(seed: 5)
        let x = Tensor.normal([4, n], &generator), y = Tensor.normal([4, n], &generator)
        let (gain, shift) = (Tensor.normal([n], &generator), Tensor.normal([n], &generator))
        func same(_ what: String, _ fast: (Tensor) -> Void, _ plain: (Tensor) -> Void) {
            let (a, b) = (Tensor(y.values, shape: [4, n]), Tensor(y.values, shape: [4, n]))
            fast(a)
            plain(b)
            for (p, q) in zip(a.values, b.values) { #expect(abs(p - q) <= 2e-4 * max(1, abs(q)), "\(what)") }
        }
        #expect(abs(ck_dot(x.memory, y.memory, n) - ck_dot_plain(x.memory, y.memory, n)) < 1e-4)
        same("axpy", { ck_axpy(0.3, x.memory, $0.memory, 4 * n) }, { ck_axpy_plain(0.3, x.memory, $0.memory, 4 * n) })
        same("bias", { ck_add_bias($0.memory, gain.memory, 4, n) }, { ck_add_bias_plain($0.memory, gain.memory, 4, n) })
        same("gelu", { ck_gelu(x.memory, $0.memory, 4 * n) }, { ck_gelu_plain(x.memory, $0.memory, 4 * n) })
        same(
            "gelu backward", { ck_gelu_backward(x.memory, y.memory, $0.memory, 4 * n) },
            { ck_gelu_backward_plain(x.memory, y.memory, $0.memory, 4 * n) })
        same(
            "exact gelu", { ck_bias_gelu_erf($0.memory, gain.memory, 4, n) },
            { ck_bias_gelu_erf_plain($0.memory, gain.memory, 4, n) })
        let (kept, plain) = (Tensor(zeros: [4, n]), Tensor(zeros: [4, n]))
        same(
            "slope of the exact gelu", { ck_bias_gelu_erf_slope($0.memory, gain.memory, kept.memory, 4, n) },
            { ck_bias_gelu_erf_slope_plain($0.memory, gain.memory, plain.memory, 4, n) })
        same(
            "exact gelu beside its slope", { $0.memory.update(from: kept.memory, count: 4 * n) },
            { $0.memory.update(from: plain.memory, count: 4 * n) })
        same("softmax", { ck_softmax($0.memory, 4, n, n, 0.7) }, { ck_softmax_plain($0.memory, 4, n, n, 0.7) })
        same("masked", { ck_softmax($0.memory, 4, n, n / 2, 1) }, { ck_softmax_plain($0.memory, 4, n, n / 2, 1) })
        let rows = Tensor(zeros: [4]), more = Tensor(zeros: [4])
        same(
            "layer norm",
            { ck_layer_norm(x.memory, gain.memory, shift.memory, $0.memory, rows.memory, more.memory, 4, n, 1e-5) },
            {
                ck_layer_norm_plain(
                    x.memory, gain.memory, shift.memory, $0.memory, rows.memory, more.memory, 4, n, 1e-5)
            })
        same(
            "unit rows", { ck_normalize(x.memory, $0.memory, rows.memory, 4, n) },
            { ck_normalize_plain(x.memory, $0.memory, rows.memory, 4, n) })
    }

    @Test func theExactGELUIsThatOfTheErrorFunction() {
        let x = (-1600...1600).map { Float($0) / 100 }
        var (y, slope, inPlace) = (x, x, x)
        let bias = [Float](repeating: 0, count: x.count)
        ck_bias_gelu_erf(&inPlace, bias, 1, x.count)
        ck_bias_gelu_erf_slope(&slope, bias, &y, 1, x.count)
        for (at, value) in x.map(Double.init).enumerated() {
            let below = 0.5 * erfc(-value / 2.0.squareRoot())
            let density = exp(-value * value / 2) / (2 * Double.pi).squareRoot()
            #expect(abs(Double(y[at]) - value * below) <= 1e-6 * max(1, abs(value)), "gelu(\(value))")
            #expect(abs(y[at] - inPlace[at]) <= 1e-6, "gelu(\(value)) in place")
            #expect(abs(Double(slope[at]) - (below + value * density)) <= 1e-6, "gelu'(\(value))")
        }
    }

    @Test func aSeedGivesTheSameNumbersAndASplitGivesOthers() {
        var (a, b) = (Generator(seed: 1), Generator(seed: 1))
        var child = b.split()
        _ = a.next()
        #expect((0..<5).map { _ in a.next() } == (0..<5).map { _ in b.next() })
        #expect(child.next() != a.next())
        let normals = (0..<20_000).map { _ in a.normal() }
        let mean = normals.reduce(0, +) / 20_000
        let variance = normals.reduce(0) { $0 + $1 * $1 } / 20_000
        #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.04)
    }

    @Test func aTapeThatDoesNotRecordGivesTheSameValues() {
        var generator = Generator(seed: 2)
        let x = Tensor.normal([2, 6, 24], &generator)
        let values = [true, false].map { Tape(recording: $0).attention(Variable(x), heads: 2).value.values }
        #expect(values[0] == values[1])
    }
}
