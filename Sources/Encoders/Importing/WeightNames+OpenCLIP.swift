extension WeightNames {
    /// The image tower of open_clip's own; `prefix` stands before all names.
    mutating func openCLIPImage(prefix: String) {
        let visual = prefix + "visual"
        self["image.first"] = .same("\(visual).class_embedding")
        unbiased("image.stem.0", .kernels("\(visual).conv1.weight"))
        self["image.positions"] = .same("\(visual).positional_embedding")
        module("image.normBefore", "\(visual).ln_pre")
        module("image.norm", "\(visual).ln_post")
        openCLIPBlocks("image", "\(visual).transformer")
        unbiased("imageHead", .turned("\(visual).proj"))
    }

    /// An image tower of timm with a pool of attention, within open_clip: SigLIP's.
    mutating func timmImage(prefix: String) {
        let trunk = prefix + "visual.trunk"
        self["image.stem.0.weight"] = .kernels("\(trunk).patch_embed.proj.weight")
        self["image.stem.0.bias"] = .same("\(trunk).patch_embed.proj.bias")
        self["image.positions"] = .same("\(trunk).pos_embed")
        module("image.norm", "\(trunk).norm")
        let (block, layer) = ("image.blocks.#", "\(trunk).blocks.#")
        module("\(block).attention.qkv", "\(layer).attn.qkv")
        module("\(block).attention.out", "\(layer).attn.proj")
        module("\(block).attentionNorm", "\(layer).norm1")
        module("\(block).feedForwardNorm", "\(layer).norm2")
        module("\(block).feedForward.up", "\(layer).mlp.fc1")
        module("\(block).feedForward.down", "\(layer).mlp.fc2")
        let pool = "\(trunk).attn_pool"
        self["image.pool.probe"] = .same("\(pool).latent")
        module("image.pool.query", "\(pool).q")
        module("image.pool.rows", "\(pool).kv")
        module("image.pool.out", "\(pool).proj")
        module("image.pool.norm", "\(pool).norm")
        module("image.pool.feedForward.up", "\(pool).mlp.fc1")
        module("image.pool.feedForward.down", "\(pool).mlp.fc2")
    }

    /// The text tower; its projection has a bias in SigLIP's form.
    mutating func openCLIPText(prefix: String, biased: Bool) {
        self["text.tokens"] = .firstRows("\(prefix)token_embedding.weight")
        self["text.positions"] = .same("\(prefix)positional_embedding")
        module("text.norm", "\(prefix)ln_final")
        openCLIPBlocks("text", "\(prefix)transformer")
        if biased {
            module("textHead", "\(prefix)text_projection")
        } else {
            unbiased("textHead", .turned("\(prefix)text_projection"))
        }
    }

    private mutating func openCLIPBlocks(_ ours: String, _ theirs: String) {
        let (block, layer) = ("\(ours).blocks.#", "\(theirs).resblocks.#")
        self["\(block).attention.qkv.weight"] = .same("\(layer).attn.in_proj_weight")
        self["\(block).attention.qkv.bias"] = .same("\(layer).attn.in_proj_bias")
        module("\(block).attention.out", "\(layer).attn.out_proj")
        module("\(block).attentionNorm", "\(layer).ln_1")
        module("\(block).feedForwardNorm", "\(layer).ln_2")
        module("\(block).feedForward.up", "\(layer).mlp.c_fc")
        module("\(block).feedForward.down", "\(layer).mlp.c_proj")
    }
}
