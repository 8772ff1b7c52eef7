import Testing

@testable import Training

@Suite struct CollapseTests {
    private static func result(recall: Double, bunching: Double) -> HeldOutRecall.Result {
        HeldOutRecall.Result(recall: ["i-i": recall, "m-m": recall], bunching: bunching, chance: 0.02)
    }

    @Test("embeddings that lie in one bunch are reported in words, with what to do")
    func bunched() throws {
        let words = try #require(Self.result(recall: 0.9, bunching: 0.97).collapse)
        #expect(words.contains("bunched") && words.contains("0.970") && words.contains("learning rate"))
    }

    @Test("a recall that hardly leaves chance is reported with both numbers")
    func nearChance() throws {
        let words = try #require(Self.result(recall: 0.03, bunching: 0.1).collapse)
        #expect(words.contains("0.030") && words.contains("chance (0.020)"))
    }

    @Test("a sound model is not warned of")
    func sound() { #expect(Self.result(recall: 0.5, bunching: 0.3).collapse == nil) }

    @Test("vectors that are all one are measured as one bunch, and spread ones as none")
    func measured() throws {
        let shop = try SmallShop(styles: 8)
        let recall = HeldOutRecall(shop.set.training, try SmallShop.config().image.preprocessing)
        let one = [Float](repeating: 0.5, count: 4)
        #expect(abs(recall.bunching(one + one + one, 4) - 1) < 1e-6)
        #expect(abs(recall.bunching([1, 0, 0, 1], 2)) < 1e-6)
    }
}
