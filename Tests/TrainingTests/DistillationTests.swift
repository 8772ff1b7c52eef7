import Encoders
import Foundation
import Logging
import TestSupport
import Testing
import Tokens

@testable import Training

/// Students of a small teacher that learnt a little of a drawn shop.
@Suite struct DistillationTests {
    private static let logger = Logger(label: "test")

    /// The shop's own config with two blocks to a tower.
    private static func config() throws -> EncoderConfig {
        var config = try SmallShop.config()
        (config.image.transformer.depth, config.text.transformer.depth) = (2, 2)
        return config
    }

    private static func shop(styles: Int = 20, epochs: Double = 1) throws -> (SmallShop, EmbeddingModel) {
        let shop = try SmallShop(styles: styles)
        _ = try Trainer(
            shop.set, plan: SmallShop.plan(epochs: epochs), config: config(), vocabulary: TokenizerFile(shop.tokenizer),
            folder: shop.folder.path("teacher"), logger: logger
        ).run { _ in }
        return (shop, try EmbeddingModel(from: shop.folder.path("teacher")))
    }

    private static func student(
        _ shop: SmallShop, _ teacher: EmbeddingModel, _ plan: TrainingPlan, _ config: EncoderConfig, into name: String,
        copying copies: Bool = true
    ) throws -> Trainer {
        try Trainer(
            distilling: teacher, shop.set, plan: plan, config: config, copying: copies,
            folder: shop.folder.path(name), logger: logger)
    }

    private static func refusal(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "nothing was refused"
    }

    @Test("a teacher distilled into itself has nothing to learn, to the bit")
    func itself() throws {
        let (shop, teacher) = try Self.shop(styles: 60)
        var first: TrainingProgress?
        let trainer = try Self.student(shop, teacher, SmallShop.plan(epochs: 1), teacher.config, into: "student")
        #expect(trainer.remarks.isEmpty)
        let result = try trainer.run(progress: { first = first ?? $0 }, isCancelled: { first != nil })
        #expect(first?.terms.map(\.name) == ["attention", "values", "ranking", "vectors"])
        #expect(first?.terms.allSatisfy { $0.value == 0 } == true && first?.loss == 0)
        #expect(result.teacherRecall?.isEmpty == false)
    }

    @Test("a student of fresh weights comes to rank held-out products as its teacher does")
    func agreement() throws {
        let (shop, teacher) = try Self.shop(styles: 60, epochs: 24)
        let config = try teacher.config.student(.half)
        var plan = SmallShop.plan(epochs: 60)
        plan.evaluations = 1
        /// How many of the teacher's nearest five of each held-out product are the student's too, 0 to 1.
        func shared(_ student: EmbeddingModel) throws -> Double {
            let held = HeldOutRecall(shop.set.validation, config.image.preprocessing)
            let (given, own) = (try #require(try held.measure(teacher)), try #require(try held.measure(student)))
            let count = held.set.products.count
            func nearest(_ vectors: [Float], _ i: Int, _ wide: Int) -> Set<Int> {
                let scores = (0..<count).map { j in
                    (0..<wide).reduce(Float(0)) { $0 + vectors[i * wide + $1] * vectors[j * wide + $1] }
                }
                return Set((0..<count).filter { $0 != i }.sorted { scores[$0] > scores[$1] }.prefix(5))
            }
            let same = (0..<count).map {
                nearest(given.vectors, $0, teacher.dimension).intersection(nearest(own.vectors, $0, student.dimension))
                    .count
            }
            return Double(same.reduce(0, +)) / Double(5 * count)
        }
        let trainer = try Self.student(shop, teacher, plan, config, into: "student", copying: false)
        let before = try shared(
            EmbeddingModel(name: "untrained", encoder: trainer.encoder, vocabulary: teacher.vocabulary))
        var terms: [[String: Float]] = []
        let result = try trainer.run { terms.append(Dictionary(uniqueKeysWithValues: $0.terms)) }
        #expect(result.finished)
        let after = try shared(EmbeddingModel(from: shop.folder.path("student")))
        #expect(after > before + 0.15, "before \(before), after \(after)")
        for name in ["attention", "values", "ranking", "vectors"] {
            let values = terms.compactMap { $0[name] }
            let (first, last) = (values.prefix(3).reduce(0, +), values.suffix(3).reduce(0, +))
            #expect(last < first * 0.8, "\(name): \(first) to \(last)")
        }
        #expect(try EmbeddingModel(from: shop.folder.path("teacher")).fingerprint == teacher.fingerprint)
    }

    @Test("a student starts with the second of its teacher's two blocks, and with nothing of it where it is told so")
    func start() throws {
        let (shop, teacher) = try Self.shop()
        let config = try teacher.config.student(.half)
        let known = Dictionary(
            uniqueKeysWithValues: teacher.encoder.parameters.map { ($0.key, $0.parameter.value.values) })
        let plan = SmallShop.plan(epochs: 1)
        let copying = try Self.student(shop, teacher, plan, config, into: "copy")
        for (key, parameter) in copying.parameters {
            #expect(parameter.value.values == known[key.replacing(".blocks.0.", with: ".blocks.1.")], "\(key)")
        }
        let fresh = try Self.student(shop, teacher, plan, config, into: "fresh", copying: false)
        let key = "image.blocks.0.attention.qkv.weight"
        let weights = fresh.parameters.first { $0.key == key }?.parameter.value.values
        #expect(weights != known["image.blocks.1.attention.qkv.weight"] && weights != known[key])
    }

    @Test("a run that was killed and resumed ends with the same weights, recomputed activations or not")
    func resumed() throws {
        let (shop, teacher) = try Self.shop(styles: 60)
        let config = try teacher.config.student(.half)
        var plan = SmallShop.plan(epochs: 1.5)
        plan.distillation = Distillation()
        plan.distillation?.task.contrastive = 0.5
        _ = try Self.student(shop, teacher, plan, config, into: "whole").run { _ in }
        var steps = 0
        _ = try Self.student(shop, teacher, plan, config, into: "cut")
            .run(progress: { _ in steps += 1 }, isCancelled: { steps == 3 })
        let resumed = try Trainer(
            resuming: shop.set, folder: shop.folder.path("cut"), logger: Self.logger,
            opening: { name in
                #expect(name == "teacher")
                return teacher
            })
        let result = try resumed.run { _ in }
        #expect(result.finished && result.teacherRecall != nil)
        plan.activationMemory = 0
        _ = try Self.student(shop, teacher, plan, config, into: "recomputed").run { _ in }
        let prints = try ["whole", "cut", "recomputed"].map {
            try EmbeddingModel(from: shop.folder.path($0)).fingerprint
        }
        #expect(Set(prints).count == 1)
    }

    @Test func aRunGoesOnWithTheTeacherItStartedWithAndNoOther() throws {
        let (shop, teacher) = try Self.shop()
        var steps = 0
        _ = try Self.student(shop, teacher, SmallShop.plan(epochs: 2), teacher.config.student(.half), into: "cut")
            .run(progress: { _ in steps += 1 }, isCancelled: { steps == 1 })
        let other = EmbeddingModel(
            name: "teacher", encoder: try shop.trainer(SmallShop.plan(epochs: 1), into: "other").encoder,
            vocabulary: teacher.vocabulary)
        let changed = Self.refusal {
            _ = try Trainer(
                resuming: shop.set, folder: shop.folder.path("cut"), logger: Self.logger, opening: { _ in other })
        }
        #expect(changed.contains("other weights"), "\(changed)")
        let alone = Self.refusal {
            _ = try Trainer(resuming: shop.set, folder: shop.folder.path("cut"), logger: Self.logger)
        }
        #expect(alone.contains("teacher"), "\(alone)")
    }

    @Test("a student of other heads is refused in words, unless no relation is asked for")
    func heads() throws {
        let (shop, teacher) = try Self.shop()
        var config = try teacher.config.student(.half)
        config.text.transformer.heads = 4
        var plan = SmallShop.plan(epochs: 1)
        let words = Self.refusal { _ = try Self.student(shop, teacher, plan, config, into: "student") }
        #expect(
            words.contains("texts") && words.contains("4 heads") && words.contains("give the student 2"), "\(words)")
        plan.distillation = Distillation()
        plan.distillation?.task.attention = 0
        plan.distillation?.task.values = 0
        #expect(try Self.student(shop, teacher, plan, config, into: "student").run { _ in }.finished)
    }

    @Test("what a student reads otherwise than its teacher is refused, what it is made of otherwise is said")
    func otherwise() throws {
        let (shop, teacher) = try Self.shop()
        let plan = SmallShop.plan(epochs: 1)
        var config = teacher.config
        config.text.length = 8
        #expect(Self.refusal { _ = try Self.student(shop, teacher, plan, config, into: "a") }.contains("8 tokens"))
        config = teacher.config
        config.image.preprocessing.size = 32
        #expect(Self.refusal { _ = try Self.student(shop, teacher, plan, config, into: "b") }.contains("pictures"))
        config = teacher.config
        config.dimension = 8
        config.image.stem = .patch(size: 8)
        config.text.transformer.depth = 0
        let trainer = try Self.student(shop, teacher, plan, config, into: "c")
        #expect(trainer.remarks.count == 3, "\(trainer.remarks)")
        #expect(trainer.remarks[0].contains("8 numbers") && trainer.remarks[1].contains("4 rows, the teacher 16 rows"))
        #expect(trainer.remarks[2].contains("texts"))
        var terms: [String] = []
        #expect(try trainer.run { terms = $0.terms.map(\.name) }.finished)
        #expect(terms == ["ranking"])
    }

    @Test("a distillation that weighs nothing, or less than nothing, is no plan")
    func faults() throws {
        var over = TrainingPlan()
        over.distillation = Distillation()
        func refusal(_ json: String) -> String {
            Self.refusal { _ = try TrainingPlan(json: Data(json.utf8), from: "file", over: over) }
        }
        #expect(refusal(#"{"distillation": {"task": {"values": -1}}}"#).contains("distillation.task.values"))
        #expect(refusal(#"{"distillation": {"task": {"temperature": 0}}}"#).contains("temperature"))
        #expect(refusal(#"{"distillation": {"task": {"rank": 1}}}"#).contains("distillation.task.rank"))
        let nothing = #"{"attention": 0, "values": 0, "ranking": 0, "vectors": 0}"#
        #expect(refusal(#"{"distillation": {"task": \#(nothing)}}"#).contains("weighs nothing"))
        let plan = try TrainingPlan(
            json: Data(#"{"distillation": {"task": {"contrastive": 0.5}}}"#.utf8), from: "file", over: over)
        #expect(plan.distillation?.task.contrastive == 0.5 && plan.distillation?.task.values == 1)
    }
}
