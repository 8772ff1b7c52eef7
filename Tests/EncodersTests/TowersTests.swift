import Encoders
import Foundation
import Safetensors
import TestSupport
import Tensors
import Testing

/// Golden values: `Tools/reference/towers.py`, in f32 by transformers and open_clip.
enum GoldenTowers {
    static let folder = GoldenBert.folder.appending(path: "towers")

    static func path(_ name: String) -> String { folder.appending(path: name).path }

    /// A copy of one of the folders that a test may damage.
    static func copy(_ name: String, into scratch: ScratchFolder) throws -> URL {
        let copy = scratch.url.appending(path: name)
        try FileManager.default.copyItem(atPath: path(name), toPath: copy.path)
        return copy
    }

    /// The pictures as that program has them: (count, size, size, 3).
    static func pixels(_ count: Int, _ size: Int) -> Tensor {
        var values: [Float] = []
        for b in 0..<count {
            for y in 0..<size {
                for x in 0..<size {
                    for c in 0..<3 { values.append(Float((31 * b + 17 * y + 7 * x + 3 * c + x * y) % 64) / 32 - 1) }
                }
            }
        }
        return Tensor(values, shape: [count, size, size, 3])
    }

    /// The largest distance between rows (n, columns), relative to the length of the wanted row.
    static func apart(_ seen: [Float], _ wanted: [Float], columns: Int) -> Double {
        precondition(seen.count == wanted.count, "as many values")
        return stride(from: 0, to: seen.count, by: columns).reduce(0) { worst, start in
            var (difference, length) = (0.0, 0.0)
            for at in start..<(start + columns) {
                difference += pow(Double(seen[at]) - Double(wanted[at]), 2)
                length += pow(Double(wanted[at]), 2)
            }
            return max(worst, (difference / length).squareRoot())
        }
    }
}

/// How far an embedding may be from the reference, relative to its length: both are f32.
private let tolerance = 1e-4

@Suite struct TowersTests {
    static let names = ["clip", "clip-sharded", "siglip", "open-clip", "open-clip-siglip"]

    /// Weights in f32, f16 and bf16, in one file and in several.
    @Test(arguments: names)
    func theSidesAreThoseOfTheReference(name: String) throws {
        let folder = try TowersFolder(from: GoldenTowers.path(name))
        var encoder = try folder.encoder()
        encoder.precision = .single
        let golden = try SafetensorsFile(path: GoldenTowers.path("\(name)-embeddings.safetensors"))
        let samples = try GoldenBert.texts("towers/\(name)-texts.jsonl")
        let (dimension, size) = (folder.config.dimension, folder.config.image.preprocessing.size)
        let tape = Tape(recording: false)
        let i = encoder.side(ofPictures: GoldenTowers.pixels(3, size), on: tape).value
        #expect(i.shape == [3, dimension])
        let wantedI = try golden.tensor("i", shape: [3, dimension]).values
        #expect(GoldenTowers.apart(i.values, wantedI, columns: dimension) < tolerance)
        let batch = TokenBatch(samples.map(\.ids), padding: folder.vocabulary.tokenizer.padding)
        let t = encoder.side(ofTexts: batch, on: tape).value.values
        let wantedT = try golden.tensor("t", shape: [samples.count, dimension]).values
        #expect(GoldenTowers.apart(t, wantedT, columns: dimension) < tolerance)
    }

    @Test(arguments: names)
    func theTokensAreThoseOfTheReference(name: String) throws {
        let folder = try TowersFolder(from: GoldenTowers.path(name))
        for sample in try GoldenBert.texts("towers/\(name)-texts.jsonl") {
            let ids = folder.vocabulary.tokenizer.encode(sample.text, limit: folder.config.text.length)
            #expect(ids == sample.ids, "\(sample.text)")
        }
    }

    /// What is written is a model of ours, read back without what it came from.
    @Test(arguments: names)
    func aModelThatWasTakenInReadsBackTheSame(name: String) throws {
        let scratch = try ScratchFolder()
        let model = try TowersFolder.write(GoldenTowers.path(name), to: scratch.path("taken"))
        let again = try EmbeddingModel(from: scratch.path("taken"))
        #expect(again.config == model.config && again.fingerprint == model.fingerprint)
        let texts = ["Red mug, 42 cm!", "sofa"]
        #expect(again.embed(texts: texts) == model.embed(texts: texts))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["taken"])
    }

    @Test func whatTheModelIsStandsInItsConfig() throws {
        let clip = try TowersFolder(from: GoldenTowers.path("clip")).config
        #expect(clip.image.architecture == .clip(inner: 24, epsilon: 1e-5, activation: .quickGELU))
        #expect(clip.text.architecture == .clip(inner: 24, epsilon: 1e-5, activation: .quickGELU))
        #expect(clip.dimension == 12 && clip.joining == 0 && clip.text.length == 12)
        #expect("\(clip.image), \(clip.text)" == "CLIP 2 x 16 / 4, CLIP 2 x 16")
        let siglip = try TowersFolder(from: GoldenTowers.path("siglip")).config
        #expect(siglip.image.architecture == .siglip(inner: 24, epsilon: 1e-6, activation: .gelu))
        #expect(siglip.dimension == 16 && siglip.text.cleaning == nil)
        let marqo = try TowersFolder(from: GoldenTowers.path("open-clip-siglip")).config
        #expect(marqo.image.architecture == .siglip(inner: 32, epsilon: 1e-6, activation: .exactGELU))
        #expect(marqo.image.transformer == .init(width: 24, depth: 2, heads: 12))
        #expect(marqo.text.cleaning == .canonicalize)
        #expect(try EncoderConfig(json: marqo.json, from: "itself") == marqo)
    }

    @Test func theKindOfAFolderIsWhatItSays() throws {
        for name in Self.names { #expect(try ForeignKind(of: GoldenTowers.path(name)) == .towers) }
        #expect(try ForeignKind(of: GoldenBert.folder.appending(path: "bert").path) == .text)
        let scratch = try ScratchFolder()
        for (content, reason) in [
            (#"{"model_type": "blip"}"#, "model_type is blip; bert, clip and siglip are read"), ("{}", "no model_type"),
            ("[", "config.json"),
        ] {
            _ = try scratch.write(content, to: "odd/config.json")
            let error = #expect(throws: ModelError.self) { try ForeignKind(of: scratch.path("odd")) }
            #expect("\(try #require(error))".contains(reason))
        }
        let error = #expect(throws: ModelError.self) { try ForeignKind(of: scratch.path("none")) }
        #expect("\(try #require(error))".contains("no such folder"))
    }
}
