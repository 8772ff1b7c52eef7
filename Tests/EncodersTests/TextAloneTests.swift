import Encoders
import Foundation
import TestSupport
import Testing

/// A text encoder by itself as a model: here the small one of `Tools/reference/bert.py`.
@Suite struct TextAloneTests {
    private static let bert = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/bert").path

    @Test func itsEmbeddingsAreItsFeaturesAtMeanZeroAndDeviationOne() throws {
        let folder = try BertFolder(from: Self.bert)
        let model = try EmbeddingModel(from: Self.bert)
        #expect(!model.readsPictures)
        let texts = ["red running shoes", "a cup"]
        let features = try folder.encoder()(
            TokenBatch(texts.map { folder.tokenizer.encode($0, limit: 128) }, padding: 0),
            on: .init(recording: false)
        ).value.values
        let rows = model.embed(texts: texts)
        let width = model.dimension
        for text in 0..<2 {
            let own = features[(text * width)..<((text + 1) * width)].map(Double.init)
            let mean = own.reduce(0, +) / Double(width)
            let even = own.map { $0 - mean }
            let length = even.reduce(0) { $0 + $1 * $1 }.squareRoot()
            // A model multiplies in bf16 where the processor can; the encoder by itself, in f32.
            for at in 0..<width { #expect(abs(Double(rows[text * width + at]) - even[at] / length) < 5e-3) }
        }
        #expect(try EmbeddingModel(from: Self.bert).fingerprint == model.fingerprint)
    }

    @Test func aProductIsItsWords() throws {
        let model = try EmbeddingModel(from: Self.bert)
        let views = try model.embed(listings: [(nil, "red running shoes")])
        #expect(views.hasPicture == [false])
        let words = model.embed(texts: ["red running shoes"])
        #expect(zip(views.m, words).allSatisfy { abs($0 - $1) < 1e-5 })
    }
}
