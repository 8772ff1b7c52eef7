import Encoders
import Foundation
import Layers
import Synchronization
import Tensors
import Testing

/// What a model lets see of its last blocks.
@Suite struct ObservingTests {
    private static func encoder(frozen: Int = 0, companion: String = "") throws -> JointEncoder {
        let json = """
            {"dimension":16,"joining":16,"image":{"preprocessing":{"size":16,"fit":"pad","mean":[0.5,0.5,0.5],
            "deviation":[0.25,0.25,0.25]},"stem":{"patch":{"size":4}},"cells":2,
            "transformer":{"width":16,"depth":2,"heads":4}},"text":{"vocabulary":200,"length":12,"frozen":\(frozen),\(companion)
            "transformer":{"width":24,"depth":2,"heads":2}}}
            """
        return try JointEncoder(
            ParameterSource(fresh: Generator(seed: 2)), EncoderConfig(json: Data(json.utf8), from: "test"),
            vocabulary: 200)
    }

    @Test(
        "an observed side has the same rows, and its last blocks are seen whole, where they are frozen too",
        arguments: [0, 2], [Precision.single, .brain])
    func seen(frozen: Int, precision: Precision) throws {
        var encoder = try Self.encoder(frozen: frozen)
        encoder.precision = precision
        var generator = Generator(seed: 8)
        let pixels = Tensor((0..<(5 * 16 * 16 * 3)).map { _ in generator.normal() }, shape: [5, 16, 16, 3])
        let texts = TokenBatch([[3, 4, 5], [6], [7, 8]], padding: 0)
        let seen = Mutex<[String: Int]>([:])
        func observer(_ name: String) -> JointEncoder.Observer {
            { _, rows, last, _ in
                guard let last else { return rows }
                let shape = last.qkv.value.shape
                seen.withLock { $0["\(name), \(last.heads) heads, \(shape[2]) columns", default: 0] += shape[0] }
                return rows
            }
        }
        let tape = Tape(recording: false)
        let (picture, text) = (encoder.side(ofPictures: pixels, on: tape), encoder.side(ofTexts: texts, on: tape))
        let observed = (
            encoder.side(ofPictures: pixels, on: tape, observedBy: observer("pictures")),
            encoder.side(ofTexts: texts, on: tape, observedBy: observer("texts"))
        )
        // In bf16 a block that is looked at is computed operation by operation, and rounds a little otherwise.
        for (one, other) in zip(picture.value.values, observed.0.value.values) {
            #expect(abs(one - other) <= (precision == .single ? 0 : 0.05))
        }
        // Frozen texts go one by one where nobody looks, and so round a little otherwise.
        for (one, other) in zip(text.value.values, observed.1.value.values) { #expect(abs(one - other) < 0.02) }
        #expect(
            seen.withLock { $0 } == ["pictures, 4 heads, 48 columns": 5, "texts, 2 heads, 72 columns": 3])
    }

    @Test("what is seen of texts is the text encoder's, where a companion stands beside it too")
    func besideACompanion() throws {
        let encoder = try Self.encoder(companion: #""companion":{"width":12,"depth":1,"heads":3},"#)
        let seen = Mutex<[[Int]]>([])
        _ = encoder.side(ofTexts: TokenBatch([[3, 4, 5]], padding: 0), on: Tape(recording: false)) { _, rows, last, _ in
            if let last { seen.withLock { $0.append([last.heads, last.qkv.value.shape[2]]) } }
            return rows
        }
        #expect(seen.withLock { $0 } == [[2, 72]])
    }

    @Test func theParametersOfTheBlocksAreCountedApart() throws {
        let encoder = try Self.encoder()
        // A block of width w: two norms, 3 w (w + 1), w (w + 1), 4 w (w + 1) and w (4 w + 1).
        func block(_ w: Int) -> Int { 4 * w + 8 * w * (w + 1) + w * (4 * w + 1) }
        #expect(encoder.transformerParameterCount == 2 * block(16) + 2 * block(24))
        #expect(encoder.parameterCount == encoder.parameters.reduce(0) { $0 + $1.parameter.value.count })
        #expect(encoder.parameterCount > encoder.transformerParameterCount)
    }
}
