import Encoders
import Foundation
import Logging
import Testing

@testable import Training

@Suite struct QuantizerTests {
    private static func shop() throws -> SmallShop {
        let shop = try SmallShop(styles: 60)
        _ = try shop.trainer(SmallShop.plan(epochs: 8), into: "start").run { _ in }
        return shop
    }

    @Test("a model becomes one of bytes within the recall that may be lost, and the steps are told of")
    func withinBounds() throws {
        let shop = try Self.shop()
        let model = try EmbeddingModel(from: shop.folder.path("start"))
        var told: [String] = []
        var quantizer = Quantizer(shop.set)
        quantizer.allowed = 0.1
        let result = try quantizer.quantize(model, name: "bytes") { step in
            switch step {
            case .calibrated(_, let weights): told.append("calibrated \(weights)")
            case .measured(let bytes, let recall): told.append("measured \(bytes) \(recall.count)")
            case .restored: told.append("restored")
            }
        }
        let all = model.encoder.byteCandidates.count
        #expect(result.holds && told.prefix(2) == ["calibrated \(all)", "measured \(all) 4"])
        #expect(result.model.byteKeys.count == all - result.restored.count && result.model.name == "bytes")
        let lost = result.recallBefore.values.reduce(0, +) - result.recall.values.reduce(0, +)
        #expect(lost / 4 <= 0.1 && result.recall.count == 4)
    }

    @Test(
        "where more is lost than allowed, weights go back, those that cost most first, until it holds or none is left")
    func guarded() throws {
        let shop = try Self.shop()
        let model = try EmbeddingModel(from: shop.folder.path("start"))
        var costs: [Double] = []
        var quantizer = Quantizer(shop.set)
        // Nothing can gain that much: every weight has to go back.
        quantizer.allowed = -2
        let result = try quantizer.quantize(model, name: "bytes") { step in
            if case .restored(_, let cost) = step { costs.append(cost) }
        }
        #expect(!result.holds && result.model.byteKeys.isEmpty)
        #expect(Set(result.restored) == Set(model.encoder.byteCandidates) && costs == costs.sorted(by: >))
        #expect(result.recall == result.recallBefore)
    }

    @Test func whatIsCancelledStops() throws {
        let shop = try Self.shop()
        let model = try EmbeddingModel(from: shop.folder.path("start"))
        #expect(throws: CancellationError.self) {
            try Quantizer(shop.set).quantize(model, name: "bytes", progress: { _ in }, isCancelled: { true })
        }
    }

    @Test("a model of bytes can be tuned: it learns on from what its bytes stand for")
    func tuned() throws {
        let shop = try Self.shop()
        let model = try EmbeddingModel(from: shop.folder.path("start"))
        var quantizer = Quantizer(shop.set)
        quantizer.allowed = 1
        try quantizer.quantize(model, name: "bytes") { _ in }.model.write(to: shop.folder.path("bytes"))
        let tuning = try Trainer(
            tuning: shop.folder.path("bytes"), shop.set, plan: SmallShop.plan(epochs: 1),
            folder: shop.folder.path("tuned"), logger: Logger(label: "test"))
        #expect(try tuning.run { _ in }.finished)
        #expect(try EmbeddingModel(from: shop.folder.path("tuned")).byteKeys.isEmpty)
    }
}
