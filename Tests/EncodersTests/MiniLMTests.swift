import Encoders
import Foundation
import Safetensors
import Testing

/// The real all-MiniLM-L6-v2, where the environment names its folder; it is never part of the project.
private let realModel = ProcessInfo.processInfo.environment["SAMESTYLE_MINILM"]

@Suite(.enabled(if: realModel != nil, "SAMESTYLE_MINILM names no folder of all-MiniLM-L6-v2"))
struct MiniLMTests {
    /// Golden values: `Tools/reference/bert.py FOLDER`, in f64, kept in f16.
    @Test func twentyTextsLieWhereTheReferencePutsThem() throws {
        let bert = try BertFolder(from: try #require(realModel))
        let samples = try GoldenBert.texts("minilm-texts.jsonl")
        let golden = try SafetensorsFile(path: GoldenBert.folder.appending(path: "minilm-embeddings.safetensors").path)
        let wanted = try golden.tensor("embeddings", shape: [samples.count, 384]).values
        for sample in samples {
            #expect(bert.tokenizer.encode(sample.text, limit: 128) == sample.ids, "\(sample.text)")
        }
        let encoder = try bert.encoder()
        let seen = encoder(TokenBatch(samples.map(\.ids), padding: 0), on: .init(recording: false)).value.values
        #expect(samples.count == 20)
        var worst = 0.0
        for at in samples.indices {
            let (a, b) = (seen[(at * 384)..<(at * 384 + 384)], wanted[(at * 384)..<(at * 384 + 384)])
            func dot(_ x: ArraySlice<Float>, _ y: ArraySlice<Float>) -> Double {
                zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            }
            worst = max(worst, 1 - dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot())
        }
        #expect(worst < 1e-5)
        print("the largest cosine distance to the reference: \(worst)")
    }
}
