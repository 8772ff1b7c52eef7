import Encoders
import Foundation
import Logging
import Testing

@testable import Training

@Suite struct TuningTests {
    private static let logger = Logger(label: "test")

    /// A shop with a model that learnt a little of it.
    private static func shop() throws -> SmallShop {
        let shop = try SmallShop(styles: 60)
        _ = try shop.trainer(SmallShop.plan(epochs: 16), into: "start").run { _ in }
        return shop
    }

    @Test("a tuning that ruins the model keeps the one it started from, and says what that one could do")
    func guarded() throws {
        let shop = try Self.shop()
        var plan = SmallShop.plan(epochs: 1)
        // At such a rate whatever was learnt is lost.
        plan.schedule.peak = 1
        let tuning = try Trainer(
            tuning: shop.folder.path("start"), shop.set, plan: plan, folder: shop.folder.path("tuned"),
            logger: Self.logger)
        let result = try tuning.run { _ in }
        #expect(result.finished && result.steps > 0)
        let before = try #require(result.startRecall)
        // On so few held-out products even a ruin may do better by chance; what is kept is never worse.
        #expect(result.recall.values.reduce(0, +) >= before.values.reduce(0, +))
        let (start, kept) = (
            try EmbeddingModel(from: shop.folder.path("start")), try EmbeddingModel(from: shop.folder.path("tuned"))
        )
        #expect((start.fingerprint == kept.fingerprint) == (result.recall == before))
    }

    @Test("a tuning goes on from the weights it started with, and a low rate moves the towers less than the heads")
    func lowRates() throws {
        let shop = try Self.shop()
        var plan = SmallShop.plan(epochs: 1)
        plan.optimizer.towers = 0
        plan.optimizer.weightDecay = 0
        var steps = 0
        let tuning = try Trainer(
            tuning: shop.folder.path("start"), shop.set, plan: plan, folder: shop.folder.path("tuned"),
            logger: Self.logger)
        _ = try tuning.run(progress: { _ in steps += 1 }, isCancelled: { steps == 1 })
        let start = try EmbeddingModel(from: shop.folder.path("start"))
        let now = Dictionary(uniqueKeysWithValues: tuning.parameters.map { ($0.key, $0.parameter.value.values) })
        for (key, parameter) in start.encoder.parameters {
            let stays = key.hasPrefix("image.") || key.hasPrefix("text.")
            let same = now[key] == parameter.value.values
            #expect(stays ? same : !same || key.contains("missing"), "\(key)")
        }
    }
}
