import Clicks
import Encoders
import Foundation
import Logging
import Pictures
import Records
import TestSupport
import Testing
import Tokens
import Training

/// A small catalogue whose styles are told apart by shape: each is a grid of dark squares, its listings other colours.
struct SmallShop {
    let folder: ScratchFolder
    var catalogue: [(product: Product, picture: String?)] = []
    var pairs: [ClickPair] = []

    init(styles: Int) throws {
        folder = try ScratchFolder()
        for style in 0..<styles {
            var ids: [ProductID] = []
            let grid = ((style + 1) * 2_654_435_761) >> 8
            for colour in 0..<3 {
                let id = try #require(ProductID("s\(style)-\(colour)"))
                var picture = Picture(width: 24, height: 24, filled: (240, 240, 240))
                for y in 0..<24 {
                    for x in 0..<24 where grid >> ((y / 6) * 4 + x / 6) & 1 == 1 {
                        picture.pixels[(y * 24 + x) * 3 + colour] = 20
                    }
                }
                let path = try folder.write(PictureCodec.png(picture), to: "\(id).png")
                let title = "grid \(["red", "green", "blue"][colour]) model \(style)"
                catalogue.append((Product(id: id, title: title, category: ["Grids"], style: "\(style)"), path))
                ids.append(id)
            }
            for (a, b) in [(0, 1), (1, 2), (0, 2)] {
                pairs.append(ClickPair(trigger: ids[a], offer: ids[b], weight: 1, evidence: 1))
            }
        }
    }

    var set: TrainingSet { TrainingSet(catalogue: catalogue, pairs: pairs, queries: [:]) }

    var tokenizer: WordPiece { WordPiece.learn(from: catalogue.map(\.product.listingText), size: 200) }

    static func config() throws -> EncoderConfig {
        let json = """
            {"dimension":16,"joining":16,"image":{"preprocessing":{"size":16,"fit":"pad","mean":[0.5,0.5,0.5],
            "deviation":[0.25,0.25,0.25]},"stem":{"convolution":{"channels":[8]}},"cells":2,
            "transformer":{"width":16,"depth":1,"heads":2}},
            "text":{"vocabulary":200,"length":12,"transformer":{"width":16,"depth":1,"heads":2}}}
            """
        return try EncoderConfig(json: Data(json.utf8), from: "test")
    }

    static func plan(epochs: Double) -> TrainingPlan {
        var plan = TrainingPlan()
        plan.length = .epochs(epochs)
        plan.batch = 16
        plan.evaluations = 2
        plan.schedule = LearningRateSchedule(peak: 3e-3)
        return plan
    }

    func trainer(_ plan: TrainingPlan, into name: String) throws -> Trainer {
        try Trainer(
            set, plan: plan, config: Self.config(), vocabulary: TokenizerFile(tokenizer), folder: folder.path(name),
            logger: Logger(label: "test"))
    }

    func weights(_ name: String) throws -> Data {
        try Data(contentsOf: folder.url.appending(path: "\(name)/checkpoints/latest.safetensors"))
    }
}

@Suite struct TrainerTests {
    @Test func trainingLearnsWhatHoldsOnHeldOutStyles() throws {
        let shop = try SmallShop(styles: 60)
        var losses: [Float] = []
        let result = try shop.trainer(SmallShop.plan(epochs: 40), into: "model").run { losses.append($0.loss) }
        #expect(result.finished)
        let (first, last) = (losses.prefix(5).reduce(0, +), losses.suffix(5).reduce(0, +))
        #expect(last < first * 0.75)
        // Chance is about .5 among so few held-out products; what is learnt must be well above.
        #expect(try #require(result.recall["m-m"]) > 0.8)
        let model = try EmbeddingModel(from: shop.folder.path("model"))
        #expect(model.dimension == 16)
    }

    @Test func aRunThatWasKilledAndResumedEndsWithTheSameWeights() throws {
        let shop = try SmallShop(styles: 20)
        var plan = SmallShop.plan(epochs: 4)
        // What the model took for rivals before it was killed is asked for after, too.
        (plan.hardNegatives, plan.group) = (0.5, 4)
        _ = try shop.trainer(plan, into: "whole").run { _ in }
        for stop in [1, 3, 5] {
            var steps = 0
            let cut = try shop.trainer(plan, into: "cut\(stop)")
                .run(progress: { _ in steps += 1 }, isCancelled: { steps == stop })
            #expect(!cut.finished && cut.steps == stop)
            let resumed = try Trainer(
                resuming: shop.set, folder: shop.folder.path("cut\(stop)"), logger: Logger(label: "test"))
            #expect(try resumed.run { _ in }.finished)
            let (whole, again) = (
                try EmbeddingModel(from: shop.folder.path("whole")),
                try EmbeddingModel(from: shop.folder.path("cut\(stop)"))
            )
            #expect(whole.fingerprint == again.fingerprint)
        }
    }

    @Test("a training that recomputes its activations ends with the same weights, to the bit")
    func gradientCaching() throws {
        let shop = try SmallShop(styles: 20)
        var plan = SmallShop.plan(epochs: 2)
        _ = try shop.trainer(plan, into: "kept").run { _ in }
        plan.activationMemory = 0
        _ = try shop.trainer(plan, into: "recomputed").run { _ in }
        let models = try ["kept", "recomputed"].map { try EmbeddingModel(from: shop.folder.path($0)) }
        #expect(models[0].fingerprint == models[1].fingerprint)
    }

    @Test func withoutACheckpointThereIsNothingToResume() throws {
        let shop = try SmallShop(styles: 8)
        #expect(throws: TrainingError.self) {
            try Trainer(resuming: shop.set, folder: shop.folder.path("none"), logger: Logger(label: "test"))
        }
    }

    @Test func aDamagedCheckpointIsNamed() throws {
        let shop = try SmallShop(styles: 8)
        var steps = 0
        _ = try shop.trainer(SmallShop.plan(epochs: 2), into: "model")
            .run(progress: { _ in steps += 1 }, isCancelled: { steps == 1 })
        let path = shop.folder.path("model/checkpoints/latest.safetensors")
        let whole = try Data(contentsOf: URL(filePath: path))
        for count in [0, 7, 100, whole.count / 2, whole.count - 1] {
            try whole.prefix(count).write(to: URL(filePath: path))
            #expect(throws: TrainingError.self) {
                try Trainer(resuming: shop.set, folder: shop.folder.path("model"), logger: Logger(label: "test"))
            }
        }
    }

    @Test func tooFewProductsAreRefused() throws {
        let shop = try SmallShop(styles: 2)
        #expect(throws: TrainingError.self) { try shop.trainer(SmallShop.plan(epochs: 1), into: "model") }
    }

    @Test func productsWithoutPicturesOrClicksAreLearntFromToo() throws {
        var shop = try SmallShop(styles: 20)
        for at in shop.catalogue.indices where at % 3 == 0 { shop.catalogue[at].picture = nil }
        shop.catalogue[1].picture = "/nowhere/gone.png"
        shop.pairs = []
        let result = try shop.trainer(SmallShop.plan(epochs: 2), into: "model").run { progress in
            #expect(progress.loss.isFinite)
        }
        #expect(result.finished && result.recall.isEmpty)
    }

    @Test func aCollapseIsSaidInWords() throws {
        let shop = try SmallShop(styles: 60)
        var plan = SmallShop.plan(epochs: 3)
        // So high a rate wrecks any model.
        plan.schedule = LearningRateSchedule(peak: 30, warmup: 0.01)
        var warnings: [String] = []
        do {
            _ = try shop.trainer(plan, into: "model").run { warnings += [$0.warning].compactMap { $0 } }
            #expect(warnings.contains { $0.contains("bunched together") || $0.contains("hardly above chance") })
        } catch { #expect(error is TrainingError) }
    }
}
