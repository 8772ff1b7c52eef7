import Encoders
import Foundation
import Layers
import TestSupport
import Tensors
import Testing

/// Texts one by one against texts filled up to one length: products of another shape round differently.
private let tolerance: Float = 1e-5

@Suite struct FrozenTextTests {
    private static let texts: [[Int32]] = [
        [2, 80, 3], [2, 5, 45, 46, 9, 30, 31, 3], [2, 3], [2, 80, 3], [2, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 3],
        [2, 7, 7, 7, 3],
    ]

    private static func config(frozen: Int, companion: EncoderConfig.Transformer?) throws -> EncoderConfig {
        var config = try #require(EncoderConfig.preset("demo"))
        config.text = try BertFolder(from: GoldenBert.folder.appending(path: "bert").path).config
        (config.text.frozen, config.text.companion) = (frozen, companion)
        return config
    }

    private static func joint(
        frozen: Int, companion: EncoderConfig.Transformer? = nil, cache: FeatureCache? = nil
    ) throws -> JointEncoder {
        let bert = try BertFolder(from: GoldenBert.folder.appending(path: "bert").path)
        let source = ParameterSource(fresh: Generator(seed: 8)) { try bert.parameter($0, $1) }
        return try JointEncoder(
            source, try config(frozen: frozen, companion: companion), vocabulary: bert.tokenizer.vocabularySize,
            cache: cache)
    }

    private func features(_ encoder: JointEncoder, _ texts: [[Int32]]) -> [Float] {
        encoder.text(TokenBatch(texts, padding: 0), on: Tape(recording: false)).value.values
    }

    /// To the bit: what a text's features are must not depend on what it was shown with, or a resumed run goes astray.
    @Test func aFrozenTextHasTheSameFeaturesInWhateverBatch() throws {
        let encoder = try Self.joint(frozen: 2)
        let together = features(encoder, Self.texts)
        for (at, text) in Self.texts.enumerated() {
            #expect(features(encoder, [text]) == Array(together[(at * 16)..<(at * 16 + 16)]))
        }
    }

    @Test func whatFillsATextUpDoesNotChangeItsFeatures() throws {
        // With one block trained a batch is filled up and goes through as a whole.
        let (alone, filled) = (try Self.joint(frozen: 2), try Self.joint(frozen: 1))
        for (a, b) in zip(features(alone, Self.texts), features(filled, Self.texts)) {
            #expect(abs(a - b) <= tolerance)
        }
    }

    @Test func whatIsKeptIsWhatWouldBeWorkedOut() throws {
        let cache = FeatureCache()
        let (kept, plain) = (try Self.joint(frozen: 2, cache: cache), try Self.joint(frozen: 2))
        let wanted = features(plain, Self.texts)
        #expect(features(kept, Array(Self.texts[2...3])) == Array(wanted[32..<64]))
        #expect(cache.count == 2)
        for _ in 0..<2 { #expect(features(kept, Self.texts) == wanted) }
        #expect(cache.count == 5)
    }

    @Test func aFullCacheKeepsToItsLimitAndChangesNothing() throws {
        // One entry is 64 bytes of features, 8 to 48 of tokens and what it costs beside.
        let cache = FeatureCache(bytes: 500)
        let wanted = features(try Self.joint(frozen: 2), Self.texts)
        let encoder = try Self.joint(frozen: 2, cache: cache)
        for _ in 0..<3 { #expect(features(encoder, Self.texts) == wanted) }
        #expect(cache.count == 2)
    }

    /// The keys of the parameters that a loss on texts reaches, and of those that training may change.
    @Test(arguments: [0, 1, 2])
    func noGradientReachesWhatIsFrozen(frozen: Int) throws {
        let encoder = try Self.joint(frozen: frozen)
        let tape = Tape()
        let side = encoder.side(ofTexts: TokenBatch(Self.texts, padding: 0), on: tape)
        let ones = Tensor([Float](repeating: 1, count: side.value.count), shape: side.value.shape)
        tape.backward(from: tape.record(Tensor([0], shape: [1])) { _ in side.add(gradient: ones) })
        let reached = encoder.parameters.filter { $0.parameter.gradient.values.contains { $0 != 0 } }.map(\.key)
        let open = encoder.trained.map(\.key).filter { $0.hasPrefix("text") }
        // A key's shift drops out of the softmax, but for rounding; so no bound from below for qkv.
        #expect(Set(reached).isSubset(of: open))
        #expect(reached.contains("textHead.up.weight"))
        #expect(reached.contains("text.tokens") == (frozen == 0))
        #expect(reached.contains("text.blocks.0.feedForward.up.weight") == (frozen == 0))
        #expect(reached.contains("text.blocks.1.feedForward.up.weight") == (frozen < 2))
        #expect(encoder.parameters.count - encoder.trained.count == [0, 16, 28][frozen])
    }

    private static let companion = EncoderConfig.Transformer(width: 12, depth: 1, heads: 2)

    @Test func aCompanionLearnsBesideWhatIsFrozen() throws {
        let encoder = try Self.joint(frozen: 2, companion: Self.companion)
        let tape = Tape()
        let side = encoder.side(ofTexts: TokenBatch(Self.texts, padding: 0), on: tape)
        let ones = Tensor([Float](repeating: 1, count: side.value.count), shape: side.value.shape)
        tape.backward(from: tape.record(Tensor([0], shape: [1])) { _ in side.add(gradient: ones) })
        let reached = encoder.parameters.filter { $0.parameter.gradient.values.contains { $0 != 0 } }.map(\.key)
        #expect(!reached.contains { $0.hasPrefix("text.") })
        #expect(reached.contains("companion.encoder.tokens") && reached.contains("companion.head.weight"))
        // What it adds is there from the first step on.
        let alone = try Self.joint(frozen: 2).side(ofTexts: TokenBatch(Self.texts, padding: 0), on: Tape())
        #expect(side.value.values != alone.value.values)
    }

    @Test func theConfigSaysWhatStandsBesideAndRefusesWhatCannot() throws {
        var config = try Self.config(frozen: 2, companion: Self.companion)
        #expect("\(config.text)".hasSuffix("frozen, beside 1 x 12"))
        #expect(try EncoderConfig(json: config.json, from: "test") == config)
        config.text.companion?.heads = 5
        #expect(throws: ModelError.self) { try EncoderConfig(json: config.json, from: "test") }
    }

    @Test(arguments: [nil, companion])
    func aModelWithAFrozenBertReadBackSaysTheSame(companion: EncoderConfig.Transformer?) throws {
        let scratch = try ScratchFolder()
        let bert = try BertFolder(from: GoldenBert.folder.appending(path: "bert").path)
        let model = EmbeddingModel(
            name: "bert", encoder: try Self.joint(frozen: 2, companion: companion), tokenizer: bert.tokenizer)
        try model.write(to: scratch.path("bert"))
        let again = try EmbeddingModel(from: scratch.path("bert"))
        #expect(again.config == model.config && again.fingerprint == model.fingerprint)
        #expect(again.embed(texts: ["red mug", "mug"]) == model.embed(texts: ["red mug", "mug"]))
    }
}
