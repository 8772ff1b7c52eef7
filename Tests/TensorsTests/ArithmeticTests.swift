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
        same(
            "sum and bias", { ck_sum_bias(x.memory, gain.memory, $0.memory, 4, n) },
            { ck_sum_bias_plain(x.memory, gain.memory, $0.memory, 4, n) })
        same("times", { ck_multiply(x.memory, $0.memory, 4 * n) }, { ck_multiply_plain(x.memory, $0.memory, 4 * n) })
        same(
            "gelu", { ck_bias_gelu($0.memory, gain.memory, 4, n) }, { ck_bias_gelu_plain($0.memory, gain.memory, 4, n) }
        )
        let spare = Tensor(zeros: [4, n])
        same(
            "slope of gelu", { ck_bias_gelu_slope($0.memory, gain.memory, spare.memory, 4, n) },
            { ck_bias_gelu_slope_plain($0.memory, gain.memory, spare.memory, 4, n) })
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
        same(
            "quick gelu", { ck_bias_gelu_quick($0.memory, gain.memory, 4, n) },
            { ck_bias_gelu_quick_plain($0.memory, gain.memory, 4, n) })
        same(
            "slope of the quick gelu", { ck_bias_gelu_quick_slope($0.memory, gain.memory, kept.memory, 4, n) },
            { ck_bias_gelu_quick_slope_plain($0.memory, gain.memory, plain.memory, 4, n) })
        same(
            "quick gelu beside its slope", { $0.memory.update(from: kept.memory, count: 4 * n) },
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

    @Test(arguments: [(1, 1, 1), (7, 20, 5), (13, 33, 64), (64, 64, 64), (25, 47, 31)], [Float(0), 1])
    func aTileIsTheProductOfItsFactorsWhereverTheyLie(_ size: (m: Int, n: Int, k: Int), _ kept: Float) {
        var generator = Generator(seed: 4)
        let (m, n, k) = size
        let a = Tensor.normal([m, k + 3], &generator), b = Tensor.normal([k, n + 2], &generator)
        let before = Tensor.normal([m, n + 1], &generator), turned = Tensor(zeros: [k, m])
        ck_transpose(a.memory, k + 3, turned.memory, m, m, k)
        let (fast, plain) = (Tensor(before.values, shape: [m, n + 1]), Tensor(before.values, shape: [m, n + 1]))
        let flipped = Tensor(before.values, shape: [m, n + 1])
        ck_product(a.memory, k + 3, 1, b.memory, n + 2, fast.memory, n + 1, m, n, k, kept)
        ck_product_plain(a.memory, k + 3, 1, b.memory, n + 2, plain.memory, n + 1, m, n, k, kept)
        ck_product(turned.memory, 1, m, b.memory, n + 2, flipped.memory, n + 1, m, n, k, kept)
        for (at, wanted) in plain.values.enumerated() {
            #expect(abs(fast.memory[at] - wanted) < Float(Self.tolerance), "at \(at)")
            #expect(abs(flipped.memory[at] - wanted) < Float(Self.tolerance), "transposed, at \(at)")
        }
        // The columns beside the tile are another's.
        #expect((0..<m).allSatisfy { fast.memory[$0 * (n + 1) + n] == before.memory[$0 * (n + 1) + n] })
    }

    @Test func theQuickGELUIsThatOfTheLogisticFunction() {
        let x = (-1600...1600).map { Float($0) / 100 }
        var (y, slope, inPlace) = (x, x, x)
        let bias = [Float](repeating: 0, count: x.count)
        ck_bias_gelu_quick(&inPlace, bias, 1, x.count)
        ck_bias_gelu_quick_slope(&slope, bias, &y, 1, x.count)
        for (at, value) in x.map(Double.init).enumerated() {
            let s = 1 / (1 + exp(-1.702 * value))
            #expect(abs(Double(y[at]) - value * s) <= 1e-6 * max(1, abs(value)), "gelu(\(value))")
            #expect(abs(y[at] - inPlace[at]) <= 1e-6, "gelu(\(value)) in place")
            #expect(abs(Double(slope[at]) - (s + 1.702 * value * s * (1 - s))) <= 2e-6, "gelu'(\(value))")
        }
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

    @Test(
        "a batch in pieces has the rows and the gradients of the whole; computed once more on the way back, to the bit")
    func piecesAreTheWhole() throws {
        var generator = Generator(seed: 6)
        let x = Tensor.normal([7, 5], &generator)
        let weight = Parameter(.normal([4, 5], &generator)), bias = Parameter(.normal([4], &generator))
        let slopes = Tensor.normal([7, 4], &generator)
        func run(_ pieces: [Range<Int>], recomputing: Bool) -> (rows: [Float], gradient: [Float]) {
            let tape = Tape()
            let rows = tape.inPieces(pieces.count, recomputing: recomputing) { piece, tape in
                let own = Variable(x.part(pieces[piece]), needsGradient: false)
                return tape.linear(own, weight: weight, bias: bias, activation: .gelu)
            }
            tape.backward(from: tape.dot(rows, slopes))
            defer { for parameter in [weight, bias] { parameter.clearGradient() } }
            return (rows.value.values, weight.gradient.values + bias.gradient.values)
        }
        let whole = run([0..<7], recomputing: false)
        let (kept, again) = (
            run([0..<3, 3..<4, 4..<7], recomputing: false), run([0..<3, 3..<4, 4..<7], recomputing: true)
        )
        #expect(whole.rows == kept.rows && kept.rows == again.rows)
        #expect(kept.gradient == again.gradient)
        for (a, b) in zip(whole.gradient, kept.gradient) { #expect(abs(a - b) < Float(Self.tolerance)) }
        #expect(whole.gradient.contains { abs($0) > 0.1 })
    }

    @Test(arguments: [1, 3, 16, 33, 500])
    func aFingerprintChangesWithEveryBitAndWithWhatCameBefore(_ n: Int) {
        var generator = Generator(seed: 51)
        let x = Tensor.normal([n], &generator)
        let print = Arithmetic.fingerprint(of: x, from: 1)
        #expect(Arithmetic.fingerprint(of: Tensor(x.values, shape: [n]), from: 1) == print)
        #expect(Arithmetic.fingerprint(of: x, from: 2) != print)
        var seen: Set<UInt64> = [print]
        for at in 0..<n {
            for bit in [0, 15, 31] {
                let other = Tensor(x.values, shape: [n])
                other.memory[at] = Float(bitPattern: x.memory[at].bitPattern ^ (1 << UInt32(bit)))
                #expect(seen.insert(Arithmetic.fingerprint(of: other, from: 1)).inserted, "\(at) \(bit)")
            }
        }
    }
}
