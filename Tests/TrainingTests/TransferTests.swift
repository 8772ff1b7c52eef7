import Encoders
import Layers
import Records
import Tensors
import Testing
import Tokens

@testable import Training

@Suite struct TransferTests {
    /// A shop whose listings of a style differ in colour alone.
    private static func shop() throws -> SmallShop {
        var shop = try SmallShop(styles: 20)
        for at in shop.catalogue.indices {
            shop.catalogue[at].product.attributes = [
                "colour": ["Red", "Green", "Blue"][at % 3], "size": "M", "number": "\(at)", "Style": "\(at % 2)",
            ]
        }
        return shop
    }

    private static func maker(_ shop: SmallShop, share: Double = 0.5) throws -> BatchMaker {
        var plan = SmallShop.plan(epochs: 1)
        plan.transfer = share
        return BatchMaker(shop.set, plan, try SmallShop.config(), shop.tokenizer)
    }

    /// Whether pairs are found when each listing of a style has these attributes, by its colour.
    private static func found(_ attributes: [[String: String]]) throws -> Set<[String: String]> {
        var shop = try SmallShop(styles: 20)
        for at in shop.catalogue.indices { shop.catalogue[at].product.attributes = attributes[at % 3] }
        let pairs = TransferPairs(shop.set.training)
        var g = Generator(seed: 2)
        return Set((0..<50).compactMap { _ in pairs.draw(in: "Grids", using: &g)?.wanted })
    }

    @Test("a pair asks for what its offer has instead, in an attribute or two that both have")
    func wanted() throws {
        #expect(
            try Self.found([["colour": "red"], ["colour": " RED "], ["colour": "blue"]])
                == [["colour": "red"], ["colour": "blue"]])
        #expect(
            try Self.found([["a": "1", "b": "1"], ["a": "2", "b": "2"], ["c": "3"]])
                == [["a": "1", "b": "1"], ["a": "2", "b": "2"]])
        #expect(try Self.found([["a": "1"], ["a": "1"], ["b": "2"]]) == [])
        #expect(
            try Self.found([["a": "1", "b": "1", "c": "1"], ["a": "2", "b": "2", "c": "2"], [:]]) == [])
        #expect(try Self.found([["style": "1"], ["Style": "2"], ["style": "3"]]) == [])
    }

    @Test("a value that hardly another product has is no word, and a style is never one")
    func words() throws {
        let pairs = TransferPairs(try Self.shop().set.training)
        var g = Generator(seed: 2)
        for _ in 0..<50 {
            let wanted = try #require(pairs.draw(in: "Grids", using: &g)).wanted
            #expect(Array(wanted.keys) == ["colour"])
        }
        #expect(pairs.draw(in: "Nothing", using: &g) == nil)
    }

    @Test("without both pictures nothing is asked")
    func pictures() throws {
        var shop = try Self.shop()
        for at in shop.catalogue.indices where at % 3 != 0 { shop.catalogue[at].picture = nil }
        var g = Generator(seed: 2)
        #expect(TransferPairs(shop.set.training).draw(in: "Grids", using: &g) == nil)
        // Nor where a file is gone since.
        shop = try Self.shop()
        for at in shop.catalogue.indices where at % 3 == 0 { shop.catalogue[at].picture = "/nowhere/gone.png" }
        let maker = try Self.maker(shop, share: 1)
        for _ in 0..<10 {
            let batch = maker.next(using: &g)
            #expect(batch.transfers.pictureRows.allSatisfy { $0 >= 0 })
            #expect(!batch.transfers.pairs.isEmpty && batch.transfers.pairs.count < batch.count)
        }
    }

    @Test("a batch asks as often as the plan says, with the trigger's picture and the words of the offer")
    func batches() throws {
        let shop = try Self.shop()
        var g = Generator(seed: 3)
        var (asked, pairs) = (0, 0)
        let maker = try Self.maker(shop)
        let colours = ["red", "green", "blue"].map { shop.tokenizer.encode($0, limit: 12) }
        for _ in 0..<40 {
            let batch = maker.next(using: &g)
            let transfers = batch.transfers
            (asked, pairs) = (asked + transfers.pairs.count, pairs + batch.count)
            #expect(transfers.pictureRows == transfers.pairs.map { batch.pictureRows[$0] })
            let texts = batch.textRows.count { $0 >= 0 }
            #expect(transfers.textRows == Array(texts..<(texts + transfers.pairs.count)))
            #expect(batch.tokens.lengths.count == texts + transfers.pairs.count)
            for row in transfers.textRows {
                let start = row * batch.tokens.time
                #expect(colours.contains(Array(batch.tokens.ids[start..<(start + batch.tokens.lengths[row])])))
            }
        }
        #expect(abs(Double(asked) / Double(pairs) - 0.5) < 0.08)
        #expect(try Self.maker(shop, share: 0).next(using: &g).transfers.pairs.isEmpty)
    }

    @Test("the trigger and the style's other colours are negatives, another listing of the answer is none")
    func negatives() throws {
        let shop = try Self.shop()
        let maker = try Self.maker(shop)
        let products = maker.set.training.products
        // Styles of three listings, as the shop has them; a pair of the first style, and others around it.
        let (red, green, blue, other) = (0, 1, 2, 3)
        #expect(maker.together(red, green) && !maker.together(red, other))
        let pairs = [
            PairDrawing.Drawn(trigger: red, offer: green, wanted: ["colour": "green"]),
            PairDrawing.Drawn(trigger: green, offer: blue), PairDrawing.Drawn(trigger: other, offer: other + 1),
        ]
        #expect(products[other + 1].attributes["colour"] == "green")
        let (transfers, words) = maker.transfers(among: pairs, pictureRows: Array(0..<6), texts: 6)
        #expect(transfers.pairs == [0] && words == [shop.tokenizer.encode("green", limit: 12)])
        // Columns: red, green, other; green (the answer), blue, other in green.
        #expect((0..<6).map { transfers.excused(0, $0) } == [false, true, false, false, false, false])
    }

    @Test("questions are joint views of a picture and words, and leave the other views as they are")
    func views() throws {
        let shop = try Self.shop()
        var g = Generator(seed: 3)
        let batch = try Self.maker(shop).next(using: &g)
        let encoder = try JointEncoder(
            ParameterSource(fresh: g.split()), SmallShop.config(), vocabulary: shop.tokenizer.vocabularySize)
        let tape = Tape(recording: false)
        let (trigger, offer, questions) = batch.views(encoder, on: tape)
        let seen = try #require(questions).value
        let plain = encoder.product(
            image: encoder.side(ofPictures: batch.pixels, on: tape), rows: batch.transfers.pictureRows,
            text: encoder.side(ofTexts: batch.tokens, on: tape), rows: batch.transfers.textRows, on: tape
        ).value
        #expect(seen.shape == [batch.transfers.pairs.count, 16])
        for (one, other) in zip(seen.values, plain.values) { #expect(abs(one - other) < 1e-5) }
        let none = TrainingBatch.Transfers(pairs: [], pictureRows: [], textRows: [], excused: { _, _ in false })
        let without = TrainingBatch(
            count: batch.count, pixels: batch.pixels, tokens: batch.tokens, pictureRows: batch.pictureRows,
            textRows: batch.textRows, joinedPictureRows: batch.joinedPictureRows, joinedTextRows: batch.joinedTextRows,
            excused: batch.excused, transfers: none
        ).views(encoder, on: tape)
        #expect(without.questions == nil)
        for (one, other) in [
            (trigger.i, without.trigger.i), (trigger.t, without.trigger.t), (trigger.m, without.trigger.m),
            (offer.i, without.offer.i), (offer.t, without.offer.t), (offer.m, without.offer.m),
        ] {
            #expect(one.value.shape == other.value.shape)
            for (one, other) in zip(one.value.values, other.value.values) { #expect(abs(one - other) < 1e-5) }
        }
    }
}
