import CKernels
import COneDNN
import Testing

@testable import Tensors

/// Products of bf16 factors; where the processor multiplies none, the same values are multiplied as f32.
@Suite struct PrecisionTests {
    /// A sum of `k` products of order one in f32, in another order.
    private static let sumTolerance: Float = 1e-3
    /// bf16 keeps eight bits: a value of order one is off by 2^-9 at most, a sum of sixty products by some of that.
    private static let roundingTolerance: Float = 0.15

    @Test func aRoundedValueIsTheNearestAndATieIsEven() {
        // 1 + 2^-8 lies midway between 1 and 1 + 2^-7; 1 + 3 * 2^-8 midway between 1 + 2^-7 and 1 + 2^-6.
        let x = Tensor([1, 1 + 1.0 / 256, 1 + 3.0 / 256, -2.71828, 0, .infinity, .nan, 3.4e38], shape: [8])
        let rounded = BrainTensor(rounding: x, threads: 1).widened.values
        #expect(rounded[..<6] == [1, 1, 1 + 1.0 / 64, -2.71875, 0, .infinity])
        #expect(rounded[6].isNaN && rounded[7] == .infinity)
    }

    @Test(arguments: [1, 7, 33, 100])
    func roundingAgreesWithItsPlainTwin(_ n: Int) {
        var generator = Generator(seed: 1)
        let x = Tensor.normal([n], &generator)
        var (fast, plain) = ([UInt16](repeating: 0, count: n), [UInt16](repeating: 0, count: n))
        ck_round_bf16(x.memory, &fast, n)
        ck_round_bf16_plain(x.memory, &plain, n)
        #expect(fast == plain)
        var (wide, plainWide) = ([Float](repeating: 0, count: n), [Float](repeating: 0, count: n))
        ck_widen_bf16(fast, &wide, n)
        ck_widen_bf16_plain(fast, &plainWide, n)
        #expect(wide == plainWide)
    }

    @Test(
        "a kept primitive gives what a product without one gives, also when it is asked again",
        arguments: [(5, 7, 9), (130, 96, 200)], [Arithmetic.Factor?.none, .first, .second])
    func keptPrimitives(_ size: (m: Int, n: Int, k: Int), _ flip: Arithmetic.Factor?) {
        var generator = Generator(seed: 2)
        let (m, n, k) = size
        let (ta, tb) = (flip == .first, flip == .second)
        for added in [false, true, true] {
            let a = Tensor.normal([m * k], &generator), b = Tensor.normal([k * n], &generator)
            let before = Tensor.normal([m * n], &generator)
            let (kept, plain) = (Tensor(before.values, shape: [m * n]), Tensor(before.values, shape: [m * n]))
            let done = od_mixed_product(
                od_f32, a.memory, ta, ta ? m : k, b.memory, tb, tb ? k : n, kept.memory, n, m, n, k, added)
            #expect(done)
            Arithmetic.product(
                a.memory, b.memory, into: plain.memory, m: m, n: n, k: k, transposing: flip, beta: added ? 1 : 0)
            for (p, q) in zip(kept.values, plain.values) { #expect(abs(p - q) < Self.sumTolerance) }
        }
    }

    @Test(arguments: [Arithmetic.Factor?.none, .first, .second], [false, true])
    func aProductOfRoundedFactorsIsThatOfTheirValues(_ flip: Arithmetic.Factor?, _ added: Bool) {
        var generator = Generator(seed: 3)
        let (m, n, k) = (40, 70, 90)
        let a = BrainTensor(rounding: .normal([m * k], &generator), threads: 2)
        let b = BrainTensor(rounding: .normal([k * n], &generator), threads: 1)
        let c = Tensor.normal([m, n], &generator), wanted = Tensor(c.values, shape: [m, n])
        Arithmetic.product(a, b, into: c, m: m, n: n, k: k, transposing: flip, added: added, threads: 2)
        let (wideA, wideB) = (a.widened, b.widened)
        Arithmetic.product(
            wideA.memory, wideB.memory, into: wanted.memory, m: m, n: n, k: k, transposing: flip, beta: added ? 1 : 0)
        for (p, q) in zip(c.values, wanted.values) { #expect(abs(p - q) < Self.sumTolerance) }
    }

    @Test("a linear map in bf16 has the values and slopes of the one in f32, but for what rounding takes")
    func linearMaps() {
        var generator = Generator(seed: 4)
        let x = Tensor.normal([30, 60], &generator), slopes = Tensor.normal([30, 20], &generator)
        let weight = Parameter(.normal([20, 60], &generator)), bias = Parameter(.normal([20], &generator))
        func run(_ precision: Precision) -> [Float] {
            let tape = Tape()
            let input = Variable(x)
            let y = tape.inPieces(1, precision: precision) { _, tape in tape.linear(input, weight: weight, bias: bias) }
            tape.backward(from: tape.dot(y, slopes))
            defer { for parameter in [weight, bias] { parameter.clearGradient() } }
            return y.value.values + (input.gradient?.values ?? []) + weight.gradient.values + bias.gradient.values
        }
        let (single, brain) = (run(.single), run(.brain))
        #expect(single.count == brain.count && single != brain)
        for (p, q) in zip(single, brain) { #expect(abs(p - q) < Self.roundingTolerance) }
    }
}
