import Encoders
import Layers
import Pictures
import Tensors
import Training

/// The image encoder of a preset with its head, trained on noise: what a training step costs does not depend on what is
/// learnt.
final class ReferenceModel {
    let config: EncoderConfig
    private var encoder: JointEncoder
    private let optimizer: AdamW
    private let pixels: Tensor
    private var steps = 0

    /// - Parameter batch: Pictures in a step.
    init(_ config: EncoderConfig, batch: Int, precision: Precision) throws {
        self.config = config
        var generator = Generator(seed: 1)
        encoder = try JointEncoder(ParameterSource(fresh: generator.split()), config, vocabulary: 100)
        encoder.precision = precision
        optimizer = AdamW(encoder.parameters.filter { $0.key.hasPrefix("image") })
        let side = config.image.preprocessing.size
        pixels = Tensor(uninitialized: [batch, side, side, 3])
        for at in 0..<pixels.count { pixels.memory[at] = Float.random(in: -2...2, using: &generator) }
    }

    var batch: Int { pixels.shape[0] }

    /// Seconds that the parts of a step took.
    struct Parts {
        var forward = 0.0
        var loss = 0.0
        var backward = 0.0
        var optimizer = 0.0
        var all: Double { forward + loss + backward + optimizer }
    }

    /// One step: half of the pictures are the partners of the others.
    func step(recomputing: Bool = false) -> Parts {
        let (tape, half) = (Tape(), batch / 2)
        var parts = Parts()
        var loss: Variable?
        var rows: Variable?
        parts.forward = duration { rows = encoder.side(ofPictures: pixels, recomputing: recomputing, on: tape) }
        parts.loss = duration {
            guard let rows else { return }
            let unit = encoder.view(of: rows, on: tape)
            let (v, o) = (tape.gatherRows(unit, Array(0..<half)), tape.gatherRows(unit, Array(half..<(2 * half))))
            loss = tape.weighted([(tape.contrast(v, o, temperature: 0.07), 1)])
        }
        parts.backward = duration { loss.map(tape.backward(from:)) }
        steps += 1
        parts.optimizer = duration { optimizer.step(steps, rate: 1e-3) }
        return parts
    }

    /// The embeddings of the first `count` pictures, for nothing but their time.
    func infer(_ count: Int) {
        let tape = Tape(recording: false)
        _ = encoder.view(of: encoder.side(ofPictures: pixels.part(0..<count), on: tape), on: tape)
    }

    /// What the products of matrices of one picture's way forward take, in floating-point operations.
    var operations: Double {
        let (transformer, size) = (config.image.transformer, config.image.preprocessing.size)
        guard case .patch(let patch) = config.image.stem else { return .nan }
        let rows = Double(size / patch * (size / patch)), wide = Double(transformer.width)
        let block = 2 * rows * 12 * wide * wide + 4 * rows * rows * wide
        return Double(transformer.depth) * block + 2 * rows * Double(patch * patch * 3) * wide
    }
}
