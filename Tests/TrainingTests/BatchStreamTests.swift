import Tensors
import Testing

@testable import Training

@Suite struct BatchStreamTests {
    private static func maker(_ shop: SmallShop) throws -> BatchMaker {
        var plan = SmallShop.plan(epochs: 1)
        (plan.batch, plan.group, plan.hardNegatives) = (8, 4, 0.5)
        return BatchMaker(shop.set, plan, try SmallShop.config(), shop.tokenizer)
    }

    private static func isSame(_ one: TrainingBatch, _ other: TrainingBatch) -> Bool {
        one.count == other.count && one.pixels.values == other.pixels.values && one.tokens.ids == other.tokens.ids
            && one.tokens.lengths == other.tokens.lengths && one.pictureRows == other.pictureRows
            && one.textRows == other.textRows && one.joinedPictureRows == other.joinedPictureRows
            && one.joinedTextRows == other.joinedTextRows && one.transfers.pairs == other.transfers.pairs
            && (0..<(one.count * one.count)).allSatisfy {
                one.excused($0 / one.count, $0 % one.count) == other.excused($0 / one.count, $0 % one.count)
            }
    }

    @Test("batches made ahead are those made one by one, and so are generators")
    func same() throws {
        let maker = try Self.maker(SmallShop(styles: 20))
        var generator = Generator(seed: 5)
        let stream = BatchStream(maker, from: generator)
        var before: TrainingBatch?
        for _ in 0..<6 {
            let plain = maker.next(using: &generator)
            let (batch, after) = stream.next()
            #expect(Self.isSame(batch, plain) && after == generator)
            if let before { #expect(!Self.isSame(before, batch)) }
            before = batch
        }
    }

    @Test("a stream that goes on from a batch's generator gives what the first would have given next")
    func resumed() throws {
        let maker = try Self.maker(SmallShop(styles: 20))
        let stream = BatchStream(maker, from: Generator(seed: 5))
        _ = stream.next()
        let (_, after) = stream.next()
        let again = BatchStream(maker, from: after)
        for _ in 0..<3 { #expect(Self.isSame(stream.next().batch, again.next().batch)) }
    }

    @Test("new rivals hold from the next batch on, although it was made ahead")
    func rivals() throws {
        var maker = try Self.maker(SmallShop(styles: 20))
        let count = maker.set.training.products.count
        let rivals = try #require(
            HardNegatives(places: (0..<count).map { Int32(($0 + 7) % count) }, each: 1, products: count))
        var generator = Generator(seed: 5)
        let stream = BatchStream(maker, from: generator)
        #expect(Self.isSame(stream.next().batch, maker.next(using: &generator)))
        var without = generator
        let plain = maker.next(using: &without)
        stream.hardNegatives = rivals
        maker.hardNegatives = rivals
        #expect(stream.hardNegatives == rivals)
        for _ in 0..<3 {
            let batch = stream.next().batch
            #expect(Self.isSame(batch, maker.next(using: &generator)) && !Self.isSame(batch, plain))
        }
    }
}
