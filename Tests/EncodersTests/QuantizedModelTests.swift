import Encoders
import Foundation
import Layers
import Pictures
import Safetensors
import TestSupport
import Tensors
import Testing
import Tokens

/// Models whose weights are bytes.
@Suite struct QuantizedModelTests {
    private let model: EmbeddingModel
    private let listings: [EmbeddingModel.Listing]

    init() throws {
        let tokenizer = WordPiece.learn(from: ["red mug", "blue mug", "green lamp with shade"], size: 200)
        let config = try #require(EncoderConfig.preset("demo"))
        model = EmbeddingModel(
            name: "fresh",
            encoder: try JointEncoder(
                ParameterSource(fresh: Generator(seed: 3)), config, vocabulary: tokenizer.vocabularySize),
            tokenizer: tokenizer)
        listings = (0..<12).map { at in
            let pixels = (0..<(30 * 20 * 3)).map { UInt8(truncatingIfNeeded: $0 &* (7 + at)) }
            return (Picture(width: 30, height: 20, pixels: pixels), ["red mug", "lamp", "blue shade"][at % 3])
        }
    }

    private func ranges() throws -> [String: ByteRange] {
        let noted = InputRanges()
        _ = try model.noting(into: noted).embed(products: listings)
        return model.encoder.parameters.reduce(into: [:]) { found, entry in
            if model.encoder.byteCandidates.contains(entry.key) { found[entry.key] = noted.range(of: entry.parameter) }
        }
    }

    @Test func everyMapOfTheBlocksMeetsSomethingAndSaysTheSameNearly() throws {
        let ranges = try ranges()
        #expect(ranges.count == model.encoder.byteCandidates.count && !ranges.isEmpty)
        let bytes = try model.quantized(ranges, name: "bytes")
        #expect(bytes.byteKeys == model.encoder.byteCandidates && model.byteKeys.isEmpty)
        // As bytes on any processor: what is measured here is what others will find.
        #expect(bytes.encoder.precision == .bytes)
        let (before, after) = (try model.embed(products: listings), try bytes.embed(products: listings))
        #expect(before != after)
        for at in listings.indices {
            let range = (at * model.dimension)..<((at + 1) * model.dimension)
            let cosine = zip(before[range], after[range]).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(cosine > 0.99, "\(at)")
        }
        #expect(throws: ModelError.self) {
            try model.quantized(["imageHead.weight": ByteRange(from: 0, to: 1)], name: "no")
        }
    }

    @Test func aModelOfBytesReadBackSaysTheSameAndIsSmaller() throws {
        let scratch = try ScratchFolder()
        let bytes = try model.quantized(ranges(), name: "bytes")
        try bytes.write(to: scratch.path("bytes"))
        try model.write(to: scratch.path("fresh"))
        let again = try EmbeddingModel(from: scratch.path("bytes"))
        #expect(again.byteKeys == bytes.byteKeys && again.fingerprint == bytes.fingerprint)
        #expect(again.fingerprint != model.fingerprint)
        #expect(again.encoder.precision == (ByteWeight.isNative ? .bytes : Precision.native))
        let (made, read) = (try bytes.embed(products: listings), try again.embed(products: listings))
        // Elsewhere what the bytes stand for is multiplied, and inputs are not rounded.
        for (a, b) in zip(made, read) { #expect(abs(a - b) <= (ByteWeight.isNative ? 0 : 0.05)) }
        func size(_ name: String) throws -> Int {
            let path = scratch.path("\(name)/weights.safetensors")
            return try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        }
        let saved = model.encoder.parameters.filter { model.encoder.byteCandidates.contains($0.key) }
            .reduce(0) { $0 + 3 * $1.parameter.value.count }
        #expect(try size("bytes") < size("fresh") - saved * 9 / 10)
    }

    @Test(
        "scales and ranges of hostile origin are refused",
        arguments: [
            ("scales", [Float.nan]), ("scales", [0]), ("input", [-1, 3]), ("input", [1, 256]), ("input", [1, 0.5]),
            ("input", [.infinity, 0]),
        ])
    func hostile(_ what: String, _ values: [Float]) throws {
        let scratch = try ScratchFolder()
        let bytes = try model.quantized(ranges(), name: "bytes")
        try bytes.write(to: scratch.path("bytes"))
        let path = scratch.path("bytes/weights.safetensors")
        let file = try SafetensorsFile(path: path)
        var (tensors, kept): ([String: Tensor], [String: SafetensorsFile.Bytes]) = ([:], [:])
        for key in file.keys {
            let shape = try #require(file.shape(of: key))
            if file.holdsBytes(key) {
                kept[key] = (try file.bytes(key, shape: shape), shape)
            } else {
                tensors[key] = try file.tensor(key)
            }
        }
        let key = "\(try #require(bytes.byteKeys.first)).\(what)"
        let old = try #require(tensors[key])
        for (at, value) in values.enumerated() { old.memory[at] = value }
        try SafetensorsFile.write(tensors, bytes: kept, to: path)
        let error = #expect(throws: ModelError.self) { try EmbeddingModel(from: scratch.path("bytes")) }
        #expect("\(try #require(error))".contains("0...255"))
        tensors[key] = nil
        try SafetensorsFile.write(tensors, bytes: kept, to: path)
        #expect(throws: ModelError.self) { try EmbeddingModel(from: scratch.path("bytes")) }
    }
}
