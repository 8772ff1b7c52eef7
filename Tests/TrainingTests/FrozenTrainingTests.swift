import Encoders
import Foundation
import Logging
import Safetensors
import TestSupport
import Testing
import Tokens
import Training

/// A training whose text encoder starts from the small BERT of `Tools/reference/bert.py`.
@Suite struct FrozenTrainingTests {
    private static let bert = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../EncodersTests/Golden/bert").standardizedFileURL.path

    private func trainer(_ shop: SmallShop, frozen: Int, epochs: Double, into name: String) throws -> Trainer {
        let start = try BertFolder(from: Self.bert)
        var config = start.config(for: try SmallShop.config())
        config.text.frozen = frozen
        return try Trainer(
            shop.set, plan: SmallShop.plan(epochs: epochs), config: config, vocabulary: TokenizerFile(start.tokenizer),
            start: { try start.parameter($0, $1) }, folder: shop.folder.path(name), logger: Logger(label: "test"))
    }

    @Test func theConfigIsThatOfTheStartAndReadsAsManyTokensAsWereAskedFor() throws {
        let start = try BertFolder(from: Self.bert)
        let wanted = try SmallShop.config()
        let config = start.config(for: wanted)
        #expect(config.text.length == wanted.text.length && config.text.length < start.config.length)
        #expect(config.text.isFrozen && config.image == wanted.image && config.dimension == wanted.dimension)
        #expect(config.text.companion == wanted.text.transformer)
        var partly = config
        partly.text.companion = nil
        partly.text.frozen = 1
        partly.text.length = 4096
        #expect(start.config(for: partly).text.frozen == 1 && start.config(for: partly).text.companion == nil)
        #expect(start.config(for: partly).text.length == start.config.length)
    }

    /// What is frozen is in the finished model as the start had it, to the bit; the rest has moved.
    @Test(arguments: [1, 2])
    func whatIsFrozenStaysAndTheRestIsLearnt(frozen: Int) throws {
        let shop = try SmallShop(styles: 20)
        #expect(try trainer(shop, frozen: frozen, epochs: 2, into: "model").run { _ in }.finished)
        let start = try BertFolder(from: Self.bert)
        let model = try EmbeddingModel(from: shop.folder.path("model"))
        #expect(model.config.text.frozen == frozen)
        let fixed = Set(model.encoder.parameters.map(\.key)).subtracting(model.encoder.trained.map(\.key))
        for (key, parameter) in model.encoder.parameters where key.hasPrefix("text.") {
            let before = try #require(try start.parameter(key, parameter.value.shape))
            #expect((before.values == parameter.value.values) == fixed.contains(key), "\(key)")
        }
        #expect(fixed.count == [1: 16, 2: 28][frozen])
    }

    @Test func theMomentsOfWhatIsFrozenAreNotKept() throws {
        let shop = try SmallShop(styles: 20)
        _ = try trainer(shop, frozen: 2, epochs: 1, into: "model").run { _ in }
        let keys = try SafetensorsFile(path: shop.folder.path("model/checkpoints/latest.safetensors")).keys
        #expect(keys.contains("weights.text.tokens") && keys.contains("weights.textHead.up.weight"))
        #expect(keys.contains("first.textHead.up.weight"))
        #expect(!keys.contains { $0.hasPrefix("first.text.") || $0.hasPrefix("second.text.") })
    }

    /// The resumed run starts with nothing kept of the texts it saw.
    @Test(arguments: [1, 2])
    func aRunThatWasKilledAndResumedEndsWithTheSameWeights(frozen: Int) throws {
        let shop = try SmallShop(styles: 20)
        _ = try trainer(shop, frozen: frozen, epochs: 3, into: "whole").run { _ in }
        var steps = 0
        let cut = try trainer(shop, frozen: frozen, epochs: 3, into: "cut")
            .run(progress: { _ in steps += 1 }, isCancelled: { steps == 4 })
        #expect(!cut.finished)
        let resumed = try Trainer(
            resuming: shop.set, folder: shop.folder.path("cut"), logger: Logger(label: "test"))
        #expect(try resumed.run { _ in }.finished)
        let (whole, again) = (
            try EmbeddingModel(from: shop.folder.path("whole")), try EmbeddingModel(from: shop.folder.path("cut"))
        )
        #expect(whole.fingerprint == again.fingerprint)
    }
}
