import Encoders
import Foundation
import Layers
import Tensors

/// A tower of a model that people serve, with random weights, and what it is asked.
struct ServedModel {
    let name: String
    private let encoder: JointEncoder
    private let asked: Asked

    private enum Asked {
        case pictures(side: Int)
        case texts(tokens: Int)
    }

    /// The towers that `Tools/reference/serving_speed.py` measures, by the same names.
    static func all(_ precision: Precision) throws -> [ServedModel] {
        let vit = try encoder(image: #""width":384,"depth":12,"heads":6"#, patch: 16, text: small, precision)
        let clipImage = #""width":768,"depth":12,"heads":12"#
        let clip = try encoder(
            image: clipImage, patch: 32, architecture: clip(inner: 3072),
            text: #""vocabulary":49408,"length":77,"architecture":\#(clip(inner: 2048)),"#
                + #""transformer":{"width":512,"depth":12,"heads":8}"#, precision)
        let minilm = try encoder(
            image: #""width":8,"depth":1,"heads":1"#, patch: 16,
            text: #""vocabulary":30522,"length":256,"architecture":{"bert":{"inner":1536,"epsilon":1e-12}},"#
                + #""frozen":6,"transformer":{"width":384,"depth":6,"heads":12}"#, precision)
        return [
            ServedModel(name: "vit-s/16", encoder: vit, asked: .pictures(side: 224)),
            ServedModel(name: "clip-b/32 pictures", encoder: clip, asked: .pictures(side: 224)),
            ServedModel(name: "clip-b/32 texts", encoder: clip, asked: .texts(tokens: 77)),
            ServedModel(name: "minilm texts", encoder: minilm, asked: .texts(tokens: 32)),
        ]
    }

    private static let small = #""vocabulary":64,"length":3,"transformer":{"width":8,"depth":1,"heads":1}"#

    private static func clip(inner: Int) -> String {
        #"{"clip":{"inner":\#(inner),"epsilon":1e-5,"activation":"quickGELU"}}"#
    }

    private static func encoder(
        image: String, patch: Int, architecture: String = #"{"preNorm":{}}"#, text: String, _ precision: Precision
    ) throws -> JointEncoder {
        let json = """
            {"dimension":128,"joining":0,"image":{"preprocessing":{"size":224,"fit":"stretch","mean":[0.5,0.5,0.5],
            "deviation":[0.25,0.25,0.25]},"stem":{"patch":{"size":\(patch)}},"transformer":{\(image)},"cells":1,
            "architecture":\(architecture)},"text":{\(text)}}
            """
        let config = try EncoderConfig(json: Data(json.utf8), from: "benchmark")
        var encoder = try JointEncoder(
            ParameterSource(fresh: Generator(seed: 1)), config, vocabulary: config.text.vocabulary)
        encoder.precision = precision
        if precision == .bytes {
            let kept = Set(encoder.byteCandidates)
            for (key, parameter) in encoder.parameters where kept.contains(key) {
                parameter.bytes = ByteWeight(rounding: parameter.value, input: ByteRange(from: -4, to: 4))
            }
        }
        return encoder
    }

    /// A call that encodes so many inputs.
    func call(_ batch: Int) -> () -> Void {
        switch asked {
        case .pictures(let side):
            var generator = Generator(seed: 2)
            let pixels = Tensor(uninitialized: [batch, side, side, 3])
            for at in 0..<pixels.count { pixels.memory[at] = Float.random(in: -2...2, using: &generator) }
            return { _ = encoder.side(ofPictures: pixels, on: Tape(recording: false)) }
        case .texts(let tokens):
            // Different texts: an encoder may work out the same text once.
            let texts = (0..<batch).map { text in (0..<tokens).map { Int32(1000 + 37 * text + $0) } }
            let ids = TokenBatch(texts, padding: 0)
            return { _ = encoder.side(ofTexts: ids, on: Tape(recording: false)) }
        }
    }
}
