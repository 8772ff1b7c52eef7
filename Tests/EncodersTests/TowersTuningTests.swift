import Encoders
import Layers
import Tensors
import Testing

/// How far a gradient in f32 may be from a central difference, relative to the largest of its parameter: the towers are
/// four blocks deep.
private let tolerance: Float = 2e-2

/// A model that was taken in may be tuned.
@Suite struct TowersTuningTests {
    @Test(arguments: ["clip", "siglip"])
    func gradientsReachEveryWeightAndAreTheSlopes(name: String) throws {
        let folder = try TowersFolder(from: GoldenTowers.path(name))
        var encoder = try folder.encoder()
        encoder.precision = .single
        let frozen = encoder
        let pixels = GoldenTowers.pixels(2, folder.config.image.preprocessing.size)
        let tokens = TokenBatch([[3, 5, 1], [3, 4, 6, 7, 1]], padding: folder.vocabulary.tokenizer.padding)
        var generator = Generator(seed: 2)
        let weights = (0..<(2 * folder.config.dimension)).map { _ in generator.normal() }
        func loss() -> (Tape, Variable) {
            let tape = Tape()
            let m = frozen.product(
                image: frozen.side(ofPictures: pixels, on: tape), rows: [0, 1],
                text: frozen.side(ofTexts: tokens, on: tape), rows: [1, 0], on: tape)
            let sum = zip(m.value.values, weights).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            return (
                tape,
                tape.record(Tensor([sum], shape: [1])) { _ in m.add(gradient: Tensor(weights, shape: m.value.shape)) }
            )
        }
        let (tape, value) = loss()
        tape.backward(from: value)
        #expect(frozen.trained.count == frozen.parameters.count)
        for (key, parameter) in frozen.trained {
            // A key's shift drops out of the softmax.
            let isShift = key.hasSuffix("qkv.bias") || key.hasSuffix("pool.rows.bias")
            let gradient = parameter.gradient.values
            let largest = gradient.map(abs).max() ?? 0
            #expect(largest > 0, "\(key)")
            if isShift { continue }
            let at = gradient.indices.max { abs(gradient[$0]) < abs(gradient[$1]) } ?? 0
            let (kept, step) = (parameter.value.memory[at], Float(4e-3))
            parameter.value.memory[at] = kept + step
            let above = loss().1.value.values[0]
            parameter.value.memory[at] = kept - step
            let below = loss().1.value.values[0]
            parameter.value.memory[at] = kept
            let slope = (above - below) / (2 * step)
            #expect(abs(slope - gradient[at]) <= tolerance * max(largest, 0.05), "\(key): \(slope), \(gradient[at])")
        }
    }
}
