import Encoders
import Foundation
import Layers
import Pictures
import Tensors
import TestSupport
import Testing
import Tokens

/// What two ways through the same encoders may differ by: products of another shape round differently.
private let tolerance: Float = 1e-4

@Suite struct EmbeddingModelTests {
    private let model: EmbeddingModel

    init() throws {
        let tokenizer = WordPiece.learn(from: ["red mug", "blue mug", "green lamp with shade"], size: 200)
        let config = try #require(EncoderConfig.preset("demo"))
        let source = ParameterSource(fresh: Generator(seed: 3))
        model = EmbeddingModel(
            name: "fresh", encoder: try JointEncoder(source, config, vocabulary: tokenizer.vocabularySize),
            tokenizer: tokenizer)
    }

    private func picture(_ shade: UInt8, width: Int = 30, height: Int = 20) -> Picture {
        let pixels = (0..<(width * height * 3)).map { UInt8(truncatingIfNeeded: $0 &* 7) ^ shade }
        return Picture(width: width, height: height, pixels: pixels)
    }

    private func row(_ values: [Float], _ at: Int) -> ArraySlice<Float> {
        values[(at * model.dimension)..<((at + 1) * model.dimension)]
    }

    private func apart(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
        zip(a, b).map { abs($0 - $1) }.max() ?? 0
    }

    @Test func everyViewIsOfUnitLength() throws {
        let views = try model.embed(listings: [(picture(1), "red mug"), (picture(200), "lamp")])
        for values in [views.i, views.t, views.m] {
            for at in 0..<2 {
                let length = row(values, at).reduce(0) { $0 + $1 * $1 }
                #expect(abs(length - 1) < 1e-4)
            }
        }
    }

    @Test func aMissingSideIsAccepted() throws {
        let views = try model.embed(listings: [(picture(1), nil), (nil, "red mug"), (picture(9), "blue mug")])
        #expect(views.hasPicture == [true, false, true])
        #expect(views.hasText == [false, true, true])
        #expect(row(views.i, 1).allSatisfy { $0 == 0 })
        #expect(row(views.t, 0).allSatisfy { $0 == 0 })
        for at in 0..<3 { #expect(abs(row(views.m, at).reduce(0) { $0 + $1 * $1 } - 1) < 1e-4) }
    }

    @Test func aTextOfBlanksIsAMissingText() throws {
        let (blank, none) = (
            try model.embed(listings: [(picture(1), " \n")]), try model.embed(listings: [(picture(1), nil)])
        )
        #expect(blank.hasText == [false])
        #expect(blank.t.allSatisfy { $0 == 0 } && apart(blank.m[...], none.m[...]) == 0)
        #expect(throws: ModelError.nothingToEmbed(index: 0)) { try model.embed(listings: [(nil, "  ")]) }
    }

    @Test func aListingWithoutAnythingIsRefused() {
        #expect(throws: ModelError.nothingToEmbed(index: 1)) {
            try model.embed(listings: [(picture(1), nil), (nil, nil)])
        }
    }

    @Test func aVectorDoesNotDependOnWhatElseIsInTheBatch() throws {
        let texts = ["red mug", "green lamp with a shade and more words than the others have", "mug"]
        let together = model.embed(texts: texts)
        for (at, text) in texts.enumerated() {
            #expect(apart(row(together, at), model.embed(texts: [text])[...]) < tolerance)
        }
        let pictures = (0..<40).map { picture(UInt8($0 * 5), width: 10 + $0, height: 25) }
        let batch = model.embed(pictures: pictures)
        for at in [0, 31, 32, 39] {
            #expect(apart(row(batch, at), model.embed(pictures: [pictures[at]])[...]) < tolerance)
        }
    }

    @Test func theViewsAreThoseOfTheEncodersApart() throws {
        let views = try model.embed(listings: [(picture(77), "blue mug")])
        #expect(apart(views.i[...], model.embed(pictures: [picture(77)])[...]) < tolerance)
        #expect(apart(views.t[...], model.embed(texts: ["blue mug"])[...]) < tolerance)
    }

    @Test func aModelReadBackSaysTheSame() throws {
        let folder = try ScratchFolder()
        let path = folder.path("model")
        try model.write(to: path, notes: ["step": "7"])
        let again = try EmbeddingModel(from: path)
        #expect(again.name == "model")
        #expect(again.fingerprint == model.fingerprint)
        #expect(again.parameterCount == model.parameterCount)
        #expect(again.embed(texts: ["red mug"]) == model.embed(texts: ["red mug"]))
    }

    @Test(arguments: ["config.json", "weights.safetensors", "vocabulary.txt"])
    func aFileThatIsMissingOrCutOffIsNamed(name: String) throws {
        let folder = try ScratchFolder()
        let path = folder.path("model")
        try model.write(to: path)
        let file = URL(filePath: path).appending(path: name)
        let whole = try Data(contentsOf: file)
        for broken in [Data(), whole.prefix(whole.count / 2)] {
            try broken.write(to: file)
            do {
                _ = try EmbeddingModel(from: path)
                Issue.record("a model with a broken \(name) was opened")
            } catch { #expect("\(error)".contains(name == "vocabulary.txt" ? path : name)) }
        }
        try FileManager.default.removeItem(at: file)
        #expect(throws: ModelError.self) { try EmbeddingModel(from: path) }
    }
}
