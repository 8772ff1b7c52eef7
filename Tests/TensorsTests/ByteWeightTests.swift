import CKernels
import Testing

@testable import Tensors

/// Weights as bytes: natively where the processor multiplies them, and as it is done where it does not.
@Suite struct ByteWeightTests {
    /// A product of bytes is exact; what is rounded is the bf16 that goes in and comes out.
    private static let neighbour: Float = 1.0 / 128

    @Test(arguments: [1, 15, 64, 1000])
    func bytesOfBrainValuesAgreeWithTheirPlainTwin(_ n: Int) {
        var generator = Generator(seed: 41)
        let x = Tensor.normal([n], &generator)
        x.memory[0] = .nan
        let rounded = BrainTensor(rounding: x)
        var (fast, plain) = ([UInt8](repeating: 7, count: n), [UInt8](repeating: 8, count: n))
        ck_quantize_bf16(rounded.memory, &fast, n, 100, 90.25)
        ck_quantize_bf16_plain(rounded.memory, &plain, n, 100, 90.25)
        #expect(fast == plain && fast[0] == 0)
        let wide = rounded.widened
        for at in 1..<n {
            let wanted = max(0, min(255, wide.memory[at] * 100 + 90.25))
            #expect(abs(Float(fast[at]) - wanted) <= 0.5)
        }
    }

    @Test func aRangeHoldsZeroExactlyAndItsEndsWithinHalfAStep() {
        for (low, high) in [(-1, 3), (0.5, 2), (-3, -1), (0, 0), (-0.17, 40)] as [(Float, Float)] {
            let range = ByteRange(from: low, to: high)
            #expect(range.scale > 0)
            // Any byte for zero is exact: it is what is taken away again.
            for value in [min(0, low), max(0, high)] {
                let byte = max(0, min(255, (value / range.scale + Float(range.zero)).rounded()))
                #expect(abs((byte - Float(range.zero)) * range.scale - value) <= 0.51 * range.scale, "\(value)")
            }
        }
    }

    @Test func weightsOfOneShapeKeepTheirOwnScales() {
        let x = BrainTensor(rounding: Tensor([Float](repeating: 1, count: 64), shape: [1, 64]))
        func sum(_ weight: ByteWeight) -> Float {
            let y = Tensor(zeros: [1])
            weight.product(x.memory, rows: 1, addedTo: y.memory)
            return y.memory[0]
        }
        let input = ByteRange(from: 0, to: 1)
        func weight(_ scale: Float) -> ByteWeight {
            ByteWeight([Int8](repeating: 1, count: 64), scales: [scale], input: input)
        }
        var two: ByteWeight? = weight(2)
        let ten = weight(10)
        for _ in 0..<3 {
            if let two { #expect(abs(sum(two) - 128) < 0.01) }
            #expect(abs(sum(ten) - 640) < 0.01)
        }
        two = nil
        #expect(abs(sum(weight(3)) - 192) < 0.01)
    }

    @Test(arguments: [1, 20, 33])
    func scaledSumsAgreeWithTheirPlainTwins(_ n: Int) {
        var generator = Generator(seed: 44)
        func normal(_ shape: [Int]) -> Tensor { .normal(shape, &generator) }
        let (sums, shifts, scales, bias, y) = (normal([3, n]), normal([n]), normal([n]), normal([n]), normal([3, n]))
        let (fast, plain) = (BrainTensor(uninitialized: [3, n]), BrainTensor(uninitialized: [3, n]))
        let (once, again) = (Tensor(sums.values, shape: [3, n]), Tensor(sums.values, shape: [3, n]))
        ck_scale_bf16(once.memory, shifts.memory, scales.memory, bias.memory, fast.memory, 3, n)
        ck_scale_bf16_plain(again.memory, shifts.memory, scales.memory, bias.memory, plain.memory, 3, n)
        let (added, plainly) = (Tensor(y.values, shape: [3, n]), Tensor(y.values, shape: [3, n]))
        ck_scale_add(sums.memory, shifts.memory, scales.memory, added.memory, 3, n)
        ck_scale_add_plain(sums.memory, shifts.memory, scales.memory, plainly.memory, 3, n)
        for (at, (p, q)) in zip(fast.widened.values, plain.widened.values).enumerated() {
            let wanted = (sums.memory[at] + shifts.memory[at % n]) * scales.memory[at % n]
            #expect(abs(p - q) <= Self.neighbour * max(1, abs(q)))
            #expect(abs(q - wanted - bias.memory[at % n]) <= Self.neighbour * max(1, abs(q)))
            #expect(abs(added.memory[at] - y.memory[at] - wanted) < 1e-4 * max(1, abs(wanted)))
            #expect(abs(added.memory[at] - plainly.memory[at]) < 1e-4 * max(1, abs(wanted)))
        }
    }

    @Test(
        arguments: [(1, 3, 5), (17, 33, 40), (64, 96, 192), (300, 8, 64)],
        ByteWeight.isNative ? [true, false] : [false])
    func aProductIsThatOfWhatTheBytesStandFor(_ size: (rows: Int, out: Int, wide: Int), _ native: Bool) {
        var generator = Generator(seed: 42)
        let (rows, out, wide) = size
        let a = BrainTensor(rounding: .normal([rows, wide], &generator)), bias = Tensor.normal([out], &generator)
        let rounded = ByteWeight(rounding: .normal([out, wide], &generator), input: ByteRange(from: -3, to: 3.5))
        let weight = ByteWeight(rounded.values, scales: rounded.scales, input: rounded.input, native: native)
        var bytes = [UInt8](repeating: 0, count: a.count)
        ck_quantize_bf16(a.memory, &bytes, a.count, 1 / weight.input.scale, Float(weight.input.zero))
        let value = weight.value
        let (narrow, added) = (BrainTensor(uninitialized: [rows, out]), Tensor.normal([rows, out], &generator))
        let before = added.values
        weight.product(a.memory, rows: rows, bias: bias.memory, rounded: narrow.memory)
        weight.product(a.memory, rows: rows, addedTo: added.memory)
        let wideC = narrow.widened
        for row in 0..<rows {
            for column in 0..<out {
                var sum = 0.0
                for at in 0..<wide {
                    let x = weight.input.scale * (Float(bytes[row * wide + at]) - Float(weight.input.zero))
                    sum += Double(x) * Double(value.memory[column * wide + at])
                }
                let place = row * out + column
                #expect(abs(Double(added.memory[place] - before[place]) - sum) < 1e-3)
                let biased = Float(sum) + bias.memory[column]
                #expect(abs(wideC.memory[place] - biased) <= Self.neighbour * max(1, abs(biased)))
            }
        }
    }

    @Test func aRoundedWeightIsWithinHalfAStepOfItself() {
        var generator = Generator(seed: 43)
        let weight = Tensor.normal([6, 50], &generator)
        for at in 250..<300 { weight.memory[at] = 0 }
        let bytes = ByteWeight(rounding: weight, input: ByteRange(from: -1, to: 1))
        let value = bytes.value
        for at in 0..<300 { #expect(abs(value.memory[at] - weight.memory[at]) <= 0.501 * bytes.scales[at / 50]) }
        #expect(bytes.values.allSatisfy { $0 >= -127 })
    }

    @Test func aChangedWeightIsNoLongerKeptAsBytes() {
        let weight = Parameter(Tensor([1, 2], shape: [1, 2]))
        weight.bytes = ByteWeight(rounding: weight.value, input: ByteRange(from: -1, to: 1))
        weight.valueChanged()
        #expect(weight.bytes == nil)
    }
}
