import Encoders
import Foundation
import Safetensors
import TestSupport
import Testing

/// Golden values: `Tools/reference/bert.py`, in f64.
enum GoldenBert {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    struct Text: Decodable {
        let text: String
        let ids: [Int32]
    }

    static func texts(_ name: String) throws -> [Text] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Text.self, from: Data($0.utf8)) }
    }

    /// A copy of the small BERT's folder that a test may damage.
    static func copy(into scratch: ScratchFolder) throws -> URL {
        let copy = scratch.url.appending(path: "bert")
        try FileManager.default.copyItem(at: folder.appending(path: "bert"), to: copy)
        return copy
    }
}

/// Two blocks in f32 on values of order one; the tanh form of GELU or another epsilon is off by a hundred times as much.
private let tolerance: Float = 5e-6

@Suite struct BertTests {
    private static let path = GoldenBert.folder.appending(path: "bert").path

    @Test func aBertIsReadWithItsShapeAndItsWords() throws {
        let bert = try BertFolder(from: Self.path)
        #expect(bert.config.architecture == .bert(inner: 24, epsilon: 0.01))
        #expect(bert.config.transformer.width == 16 && bert.config.transformer.depth == 2)
        #expect(bert.config.length == 20 && bert.config.isFrozen)
        for sample in try GoldenBert.texts("bert-texts.jsonl") {
            #expect(bert.tokenizer.encode(sample.text, limit: 20) == sample.ids, "\(sample.text)")
        }
    }

    /// Weights of three kinds of numbers, frozen or not, one by one or filled up to a batch.
    @Test(arguments: [0, 1, 2])
    func itsFeaturesAreThoseOfTheReference(frozen: Int) throws {
        let bert = try BertFolder(from: Self.path)
        let golden = try SafetensorsFile(path: GoldenBert.folder.appending(path: "bert-features.safetensors").path)
        let samples = try GoldenBert.texts("bert-texts.jsonl")
        let wanted = try golden.tensor("features", shape: [samples.count, 16]).values
        let encoder = try bert.encoder(frozen: frozen)
        let seen = encoder(TokenBatch(samples.map(\.ids), padding: 0), on: .init(recording: false)).value
        #expect(seen.shape == [samples.count, 16])
        for (at, (a, b)) in zip(seen.values, wanted).enumerated() {
            #expect(abs(a - b) <= tolerance, "text \(at / 16) at \(at % 16): \(a), not \(b)")
        }
    }

    @Test(arguments: [
        ("\"hidden_act\": \"gelu\"", "\"hidden_act\": \"relu\"", "hidden_act is relu"),
        ("\"model_type\": \"bert\"", "\"model_type\": \"mpnet\"", "model_type is mpnet"),
        ("\"absolute\"", "\"relative_key\"", "position_embedding_type is relative_key"),
        ("\"hidden_size\": 16", "\"hidden_size\": 1000000000", "text.transformer.width is 1000000000"),
        ("\"num_attention_heads\": 2", "\"num_attention_heads\": 3", "does not divide into 3 heads"),
        ("\"layer_norm_eps\": 0.01", "\"layer_norm_eps\": -1", "epsilon lies between 0 and 1"),
        ("\"vocab_size\": 81", "\"vocab_size\": 80", "it has 81 entries where config.json says 80"),
        ("\"vocab_size\"", "\"words\"", "vocab_size"),
    ])
    func aConfigOfAnotherKindIsRefused(find: String, replace: String, reason: String) throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenBert.copy(into: scratch)
        let file = folder.appending(path: "config.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(find))
        try text.replacingOccurrences(of: find, with: replace).write(to: file, atomically: true, encoding: .utf8)
        let error = #expect(throws: ModelError.self) { try BertFolder(from: folder.path) }
        let words = "\(try #require(error))"
        #expect(words.contains(reason) && words.contains(folder.path), "\(words)")
    }

    @Test(arguments: [
        ("tokenizer_config.json", #"{"do_lower_case": false}"#, "do_lower_case is false"),
        ("1_Pooling/config.json", #"{"pooling_mode_mean_tokens": false, "pooling_mode_cls_token": true}"#, "mean"),
        ("vocab.txt", "[PAD]\n[PAD]\n", "again on line 2"),
        ("model.safetensors", "no weights", "header"),
    ])
    func aFileThatSaysSomethingElseIsNamed(name: String, content: String, reason: String) throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenBert.copy(into: scratch)
        _ = try scratch.write(content, to: "bert/\(name)")
        let error = #expect(throws: ModelError.self) { try BertFolder(from: folder.path) }
        let words = "\(try #require(error))"
        #expect(words.contains(name) && words.contains(reason), "\(words)")
    }

    @Test(arguments: ["config.json", "tokenizer_config.json", "vocab.txt", "model.safetensors"])
    func aFileThatIsMissingIsNamed(name: String) throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenBert.copy(into: scratch)
        try FileManager.default.removeItem(at: folder.appending(path: name))
        let error = #expect(throws: ModelError.self) { try BertFolder(from: folder.path) }
        #expect("\(try #require(error))".contains(name))
    }

    /// Every weight that is missing, of another shape or no number is named with its file.
    @Test func aWeightThatCannotBeUsedIsNamed() throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenBert.copy(into: scratch)
        let path = folder.appending(path: "model.safetensors").path
        let whole = try SafetensorsFile(path: path)
        let reals = whole.keys.filter { $0 != "embeddings.position_ids" && !$0.hasPrefix("pooler") }
        let tensors = Dictionary(uniqueKeysWithValues: try reals.map { ($0, try whole.tensor($0)) })
        for key in reals {
            var damaged = tensors
            damaged[key] = nil
            var other = tensors
            other[key] = .init(zeros: [3])
            var broken = tensors
            let value = try whole.tensor(key)
            value.memory[value.count - 1] = .nan
            broken[key] = value
            for file in [damaged, other, broken] {
                try SafetensorsFile.write(file, to: path)
                let error = #expect(throws: ModelError.self) { try BertFolder(from: folder.path).encoder() }
                let words = "\(try #require(error))"
                #expect(words.contains("model.safetensors") && words.contains(key), "\(words)")
            }
        }
    }

    @Test func namesMayStandUnderBert() throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenBert.copy(into: scratch)
        let path = folder.appending(path: "model.safetensors").path
        let whole = try SafetensorsFile(path: path)
        let reals = whole.keys.filter { $0 != "embeddings.position_ids" }
        try SafetensorsFile.write(
            Dictionary(uniqueKeysWithValues: try reals.map { ("bert." + $0, try whole.tensor($0)) }), to: path)
        let batch = TokenBatch([[2, 80, 3]], padding: 0)
        let (renamed, plain) = (try BertFolder(from: folder.path).encoder(), try BertFolder(from: Self.path).encoder())
        let features = [renamed, plain].map { $0(batch, on: .init(recording: false)).value.values }
        #expect(features[0] == features[1])
    }

    @Test func aCopyHoldsWhatIsReadAndIsReadAlike() throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenBert.copy(into: scratch)
        _ = try scratch.write(#"{"pooling_mode_mean_tokens": true}"#, to: "bert/1_Pooling/config.json")
        _ = try scratch.write("of no use", to: "bert/README.md")
        let copy = try BertFolder.copy(folder.path, to: scratch.path("copy"))
        #expect(copy.config == (try BertFolder(from: Self.path)).config && BertFolder.isLikely(scratch.path("copy")))
        let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path("copy")).sorted()
        #expect(
            names == [
                "1_Pooling", "1_Pooling/config.json", "config.json", "model.safetensors", "tokenizer_config.json",
                "vocab.txt",
            ])
        try Data().write(to: folder.appending(path: "model.safetensors"))
        #expect(throws: ModelError.self) { try BertFolder.copy(folder.path, to: scratch.path("other")) }
        #expect(throws: ModelError.self) { try BertFolder.copy(Self.path, to: scratch.path("copy")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["bert", "copy"])
    }
}
