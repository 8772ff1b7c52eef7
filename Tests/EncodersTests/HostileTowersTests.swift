import Encoders
import Foundation
import Safetensors
import TestSupport
import Tensors
import Testing

/// Folders that are damaged, lie, or hold a model of another kind.
@Suite struct HostileTowersTests {
    /// What is wrong with a folder in which `find` in `file` reads `replace`, as the import says it.
    private func complaint(_ name: String, _ file: String, _ find: String, _ replace: String) throws -> String {
        let scratch = try ScratchFolder()
        let folder = try GoldenTowers.copy(name, into: scratch)
        let place = folder.appending(path: file)
        let text = try String(contentsOf: place, encoding: .utf8)
        try #require(text.contains(find), "\(find) in \(text)")
        try text.replacingOccurrences(of: find, with: replace).write(to: place, atomically: true, encoding: .utf8)
        let error = #expect(throws: ModelError.self) { try TowersFolder.write(folder.path, to: scratch.path("taken")) }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("taken")))
        return "\(try #require(error))"
    }

    @Test(arguments: [
        ("clip", #""quick_gelu""#, #""relu""#, "hidden_act is relu; quick_gelu, gelu and gelu_pytorch_tanh are read"),
        ("clip", #""model_type": "clip""#, #""model_type": "clipseg""#, "model_type is clipseg"),
        ("clip", #""text_config""#, #""words_config""#, "it has no text_config and vision_config"),
        ("clip", #""hidden_size": 16"#, #""hidden_size": 1000000000"#, "width is 1000000000; it lies within 8...4096"),
        ("clip", #""hidden_size": 16"#, #""hidden_size": 1e999"#, "config.json"),
        ("clip", #""num_attention_heads": 2"#, #""num_attention_heads": 3"#, "does not divide into 3 heads"),
        ("clip", #""num_attention_heads": 2"#, #""num_attention_heads": 0"#, "heads is 0"),
        ("clip", #""num_hidden_layers": 2"#, #""num_hidden_layers": 1"#, "tensors that have no place in such a model"),
        ("clip", #""num_hidden_layers": 2"#, #""num_hidden_layers": 3"#, "layers.2.layer_norm1.weight"),
        ("clip", #""intermediate_size": 24"#, #""intermediate_size": 23"#, "has shape [24, 16], expected [23, 16]"),
        ("clip", #""layer_norm_eps": 1e-05"#, #""layer_norm_eps": 0"#, "epsilon lies between 0 and 1"),
        (
            "clip", #""image_size": 12"#, #""image_size": 16"#,
            "image_size is 16, and the folder prepares pictures of 12"
        ),
        ("clip", #""patch_size": 4"#, #""patch_size": 0"#, "does not divide into 0"),
        ("clip", #""patch_size": 4"#, #""patch_size": 40"#, "makes 1 rows"),
        ("clip", #""patch_size": 4"#, #""patch_size": [4, 2]"#, "patch_size is [4, 2]"),
        ("clip", #""num_channels": 3"#, #""num_channels": 1"#, "num_channels is 1; only 3 are read"),
        ("clip", #""projection_dim": 12"#, #""projection_dim": 13"#, "expected [13, 16]"),
        ("clip", #""vocab_size": "#, #""vocab_size": 1, "was": "#, "text.vocabulary is 1"),
        ("clip", #""vocab_size": "#, #""vocab_size": 100, "was": "#, "rows for 100"),
        ("siglip", #""vision_use_head": true"#, #""vision_use_head": false"#, "vision_use_head is false"),
        ("siglip", #""projection_size": 16"#, #""projection_size": 15"#, "are its embedding, of 15"),
    ])
    func aConfigOfAnotherKindIsRefused(name: String, find: String, replace: String, reason: String) throws {
        let words = try complaint(name, "config.json", find, replace)
        #expect(words.contains(reason), "\(words)")
    }

    @Test(arguments: [
        ("open-clip", #""layers": 2"#, #""layers": [3, 4, 6, 3]"#, "layers is"),
        ("open-clip", #""quick_gelu": true"#, #""coca": true"#, "model_cfg.coca is true; such a model is not read"),
        ("open-clip", #""head_width": 8"#, #""head_width": 0"#, "head_width is 0"),
        ("open-clip", #""head_width": 8"#, #""head_width": 8, "qk_norm": true"#, "vision_cfg.qk_norm is true"),
        ("open-clip", #""head_width": 8"#, #""head_width": 8, "ls_init_value": 1e-5"#, "vision_cfg.ls_init_value is"),
        ("open-clip", #""mlp_ratio": 1.5"#, #""mlp_ratio": 1e300"#, "mlp_ratio is"),
        ("open-clip", #""context_length": 12"#, #""context_length": 12, "pool_type": "eos""#, "pool_type is eos"),
        ("open-clip", #""context_length": 12"#, #""context_length": 12, "embed_cls": true"#, "embed_cls is true"),
        ("open-clip", #""context_length": 12"#, #""hf_model_name": "roberta-base""#, "hf_model_name is roberta-base"),
        ("open-clip-siglip", "vit_base_patch4_siglip_12", "convnext_base", "timm_model_name is convnext_base"),
        ("open-clip-siglip", #""timm_pool": "map""#, #""timm_pool": "avg""#, "timm_pool is avg; only map is read"),
        ("open-clip-siglip", #""timm_proj": "none""#, #""timm_proj": "linear""#, "timm_proj is linear"),
        ("open-clip-siglip", #""clean": "canonicalize""#, #""clean": "odd""#, "clean is odd"),
        ("open-clip-siglip", #""no_causal_mask": true"#, #""no_causal_mask": false"#, "pool_type is last"),
        ("open-clip-siglip", #""embed_dim": 24"#, #""embed_dim": 23"#, "are its embedding, of 23"),
    ])
    func aConfigOfOpenCLIPOfAnotherKindIsRefused(
        name: String, find: String, replace: String, reason: String
    ) throws {
        let words = try complaint(name, "open_clip_config.json", find, replace)
        #expect(words.contains(reason), "\(words)")
    }

    @Test(arguments: [
        ("clip", "config.json"), ("clip", "preprocessor_config.json"), ("clip", "model.safetensors"),
        ("clip", "vocab.json"), ("siglip", "tokenizer.json"),
        ("clip-sharded", "model-00002-of-00003.safetensors"), ("open-clip", "open_clip_model.safetensors"),
        ("open-clip-siglip", "model.safetensors"),
    ])
    func aFileThatIsMissingOrCutOffIsNamed(name: String, file: String) throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenTowers.copy(name, into: scratch)
        let place = folder.appending(path: file)
        let whole = try Data(contentsOf: place)
        for broken in [nil, Data(), whole.prefix(whole.count / 2)] {
            try FileManager.default.removeItem(at: place)
            if let broken { try broken.write(to: place) }
            let error = #expect(throws: ModelError.self) {
                try TowersFolder.write(folder.path, to: scratch.path("taken"))
            }
            #expect("\(try #require(error))".contains(folder.path))
            if broken == nil { try Data().write(to: place) }
        }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("taken")))
    }

    /// Every weight that is missing, of another shape or no number is named with its file.
    @Test func aWeightThatCannotBeUsedIsNamed() throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenTowers.copy("siglip", into: scratch)
        let path = folder.appending(path: "model.safetensors").path
        let whole = try SafetensorsFile(path: path)
        let keys = whole.keys.filter { !$0.hasPrefix("logit_") }
        let tensors = Dictionary(uniqueKeysWithValues: try keys.map { ($0, try whole.tensor($0)) })
        func complaint(_ changed: [String: Tensor]) throws -> String {
            try SafetensorsFile.write(changed, to: path)
            let error = #expect(throws: ModelError.self) { try TowersFolder(from: folder.path).encoder() }
            return "\(try #require(error))"
        }
        for key in keys where !key.contains("layers.1") {
            let broken = try whole.tensor(key)
            broken.memory[broken.count - 1] = .nan
            for changed in [nil, Tensor(zeros: [3]), broken] {
                var damaged = tensors
                damaged[key] = changed
                let words = try complaint(damaged)
                #expect(words.contains("model.safetensors") && words.contains(key), "\(words)")
            }
        }
        var more = tensors
        more["vision_model.encoder.layers.0.gate"] = Tensor(zeros: [1])
        #expect(
            try complaint(more).contains(
                "1 tensors that have no place in such a model, vision_model.encoder.layers.0.gate"))
    }

    @Test(arguments: [
        #"{"weight_map": {"a": "../../etc/passwd"}}"#, #"{"weight_map": {"a": "/etc/x.safetensors"}}"#,
        #"{"weight_map": {"a": ".safetensors"}}"#, #"{"weight_map": {"a": 3}}"#, #"{"weights": {}}"#, "[",
    ])
    func anIndexThatLeadsElsewhereIsRefused(index: String) throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenTowers.copy("clip-sharded", into: scratch)
        try index.write(
            to: folder.appending(path: "model.safetensors.index.json"), atomically: true, encoding: .utf8)
        let error = #expect(throws: ModelError.self) { try TowersFolder(from: folder.path) }
        #expect("\(try #require(error))".contains("model.safetensors.index.json"))
    }

    /// T5's vocabulary has a hundred tokens more than SigLIP has rows.
    @Test func anAddedTokenWithoutARowIsTextLikeAnyOther() throws {
        let scratch = try ScratchFolder()
        let folder = try GoldenTowers.copy("siglip", into: scratch)
        let place = folder.appending(path: "tokenizer.json")
        let text = try String(contentsOf: place, encoding: .utf8)
        let more = #""added_tokens": [{"id": 30000, "content": "mug", "special": true, "normalized": false}, "#
        try #require(text.contains(#""added_tokens":["#))
        try text.replacingOccurrences(of: #""added_tokens":["#, with: more)
            .write(to: place, atomically: true, encoding: .utf8)
        let model = try TowersFolder.write(folder.path, to: scratch.path("taken"))
        let plain = try TowersFolder(from: GoldenTowers.path("siglip")).model(name: "plain")
        #expect(model.embed(texts: ["red mug"]) == plain.embed(texts: ["red mug"]))
        #expect(try EmbeddingModel(from: scratch.path("taken")).embed(texts: ["mug"]) == plain.embed(texts: ["mug"]))
    }
}
