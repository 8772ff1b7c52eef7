extension WeightNames {
    /// `CLIPModel` of transformers.
    static var huggingFaceCLIP: WeightNames {
        var names = WeightNames()
        names["image.first"] = .same("vision_model.embeddings.class_embedding")
        names.unbiased("image.stem.0", .kernels("vision_model.embeddings.patch_embedding.weight"))
        names.module("image.normBefore", "vision_model.pre_layrnorm")  // so spelt there
        names.huggingFaceTowers()
        names.unbiased("imageHead", .same("visual_projection.weight"))
        names.unbiased("textHead", .same("text_projection.weight"))
        return names
    }

    /// `SiglipModel` of transformers.
    static var huggingFaceSigLIP: WeightNames {
        var names = WeightNames()
        names["image.stem.0.weight"] = .kernels("vision_model.embeddings.patch_embedding.weight")
        names["image.stem.0.bias"] = .same("vision_model.embeddings.patch_embedding.bias")
        names.huggingFaceTowers()
        let head = "vision_model.head"
        names["image.pool.probe"] = .same("\(head).probe")
        for kind in ["weight", "bias"] {
            names["image.pool.query.\(kind)"] = .thirds("\(head).attention.in_proj_\(kind)", 0..<1)
            names["image.pool.rows.\(kind)"] = .thirds("\(head).attention.in_proj_\(kind)", 1..<3)
        }
        names.module("image.pool.out", "\(head).attention.out_proj")
        names.module("image.pool.norm", "\(head).layernorm")
        names.module("image.pool.feedForward.up", "\(head).mlp.fc1")
        names.module("image.pool.feedForward.down", "\(head).mlp.fc2")
        names.module("textHead", "text_model.head")
        return names
    }

    /// What both have.
    private mutating func huggingFaceTowers() {
        self["image.positions"] = .same("vision_model.embeddings.position_embedding.weight")
        module("image.norm", "vision_model.post_layernorm")
        self["text.tokens"] = .firstRows("text_model.embeddings.token_embedding.weight")
        self["text.positions"] = .same("text_model.embeddings.position_embedding.weight")
        module("text.norm", "text_model.final_layer_norm")
        for (ours, theirs) in [("image", "vision_model"), ("text", "text_model")] {
            let (block, layer) = ("\(ours).blocks.#", "\(theirs).encoder.layers.#")
            for kind in ["weight", "bias"] {
                self["\(block).attention.qkv.\(kind)"] = .stacked(
                    ["q", "k", "v"].map { "\(layer).self_attn.\($0)_proj.\(kind)" })
            }
            module("\(block).attention.out", "\(layer).self_attn.out_proj")
            module("\(block).attentionNorm", "\(layer).layer_norm1")
            module("\(block).feedForwardNorm", "\(layer).layer_norm2")
            module("\(block).feedForward.up", "\(layer).mlp.fc1")
            module("\(block).feedForward.down", "\(layer).mlp.fc2")
        }
    }
}
