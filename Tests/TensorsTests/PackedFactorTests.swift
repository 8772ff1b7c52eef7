import Testing

@testable import Tensors

/// Weights in the order that products of bf16 read them: natively where the processor multiplies bf16, and as it is done
/// where it does not.
@Suite struct PackedFactorTests {
    /// A sum of `k` products of order one in f32, in another order.
    private static let sumTolerance: Float = 1e-3

    @Test(
        arguments: [(1, 1, 1), (5, 7, 9), (64, 96, 200), (300, 64, 33)],
        Precision.native == .brain ? [true, false] : [false])
    func aProductIsThatOfTheRoundedValues(_ size: (m: Int, n: Int, k: Int), _ native: Bool) {
        var generator = Generator(seed: 31)
        let (m, n, k) = size
        let a = BrainTensor(rounding: .normal([m, k], &generator)), bias = Tensor.normal([n], &generator)
        for transposed in [false, true] {
            let b = Tensor.normal(transposed ? [n, k] : [k, n], &generator)
            let factor = PackedFactor(b, transposed: transposed, native: native)
            let before = Tensor.normal([m, n], &generator)
            let wanted = Tensor(zeros: [m, n]), wideA = a.widened, wideB = BrainTensor(rounding: b).widened
            Arithmetic.product(
                wideA.memory, wideB.memory, into: wanted.memory, m: m, n: n, k: k,
                transposing: transposed ? .second : nil)
            let (written, added) = (Tensor(uninitialized: [m, n]), Tensor(before.values, shape: [m, n]))
            let rounded = BrainTensor(uninitialized: [m, n])
            factor.product(a.memory, rows: m, into: written.memory)
            factor.product(a.memory, rows: m, into: added.memory, added: true)
            factor.product(a.memory, rows: m, bias: bias.memory, rounded: rounded.memory)
            let wideC = rounded.widened
            for at in 0..<(m * n) {
                let sum = wanted.memory[at]
                #expect(abs(written.memory[at] - sum) < Self.sumTolerance)
                #expect(abs(added.memory[at] - before.memory[at] - sum) < Self.sumTolerance)
                let biased = sum + bias.memory[at % n]
                #expect(abs(wideC.memory[at] - biased) <= 1.0 / 128 * max(1, abs(biased)))
            }
        }
    }

    @Test func aWeightIsPackedAnewOnceItChanged() {
        let weight = Parameter(Tensor([1, 2], shape: [1, 2]))
        let x = BrainTensor(rounding: Tensor([1, 1], shape: [1, 2]))
        func sum() -> Float {
            let y = Tensor(uninitialized: [1])
            weight.forwardFactor.product(x.memory, rows: 1, into: y.memory)
            return y.memory[0]
        }
        #expect(sum() == 3)
        weight.value.memory[0] = 5
        #expect(sum() == 3)
        weight.valueChanged()
        #expect(sum() == 7)
    }
}
