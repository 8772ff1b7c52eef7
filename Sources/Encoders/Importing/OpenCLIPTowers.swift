import Layers
import Pictures
import Safetensors
import Tensors
import Tokens

/// What `open_clip_config.json` says of a model; what it leaves out is as open_clip has it.
///
/// Read are open_clip's own two towers, which are CLIP's, and the form of SigLIP there: an image tower of timm with a pool
/// of attention, and a text tower that sees every place. Marqo's e-commerce models are of this form.
struct OpenCLIPTowers: Decodable, Sendable {
    let model: [String: JSONValue]

    enum CodingKeys: String, CodingKey { case model = "model_cfg" }

    /// The model of this shape; of a tower of timm the file says the name alone, and its weights the extents.
    func shape(
        _ path: String, _ preprocessing: Preprocessing, _ weights: SafetensorsShards
    ) throws(ModelError) -> TowersShape {
        var options = OpenCLIPOptions("model_cfg", path, model)
        options.pass(["init_logit_bias", "init_logit_scale", "nonscalar_logit_scale", "custom_text"])
        let dimension = try options.whole("embed_dim", 512)
        let quick = try options.bool("quick_gelu")
        var (vision, text) = (try options.options("vision_cfg"), try options.options("text_cfg"))
        try options.finish()
        // As Marqo's wrapper for transformers saves it.
        let prefix = weights.keys.contains { $0.hasPrefix("model.visual.") } ? "model." : ""
        let custom = weights.shape(of: "\(prefix)text.token_embedding.weight") != nil ? "text." : ""
        var names = WeightNames()
        let image: EncoderConfig.Image
        if vision.states("timm_model_name") {
            names.timmImage(prefix: prefix)
            image = try TimmTrunk(&vision).image(preprocessing, weights, "\(prefix)visual.trunk")
        } else {
            names.openCLIPImage(prefix: prefix)
            image = try Self.image(&vision, preprocessing, quick: quick)
        }
        let (words, biased) = try Self.text(&text, quick: quick)
        names.openCLIPText(prefix: prefix + custom, biased: biased)
        return TowersShape(
            config: EncoderConfig(dimension: dimension, image: image, text: words, joining: 0), names: names)
    }

    private static func image(
        _ options: inout OpenCLIPOptions, _ preprocessing: Preprocessing, quick: Bool
    ) throws(ModelError) -> EncoderConfig.Image {
        options.pass(["image_size", "patch_dropout", "output_tokens", "attn_pooler_queries", "attn_pooler_heads"])
        let (width, depth) = (try options.whole("width", 768), try options.whole("layers", 12))
        let (each, patch) = (try options.whole("head_width", 64), try options.whole("patch_size", 16))
        guard each > 0, width % each == 0 else {
            throw options.fault("head_width", each, "it divides the width \(width)")
        }
        try options.need("pool_type", "tok")
        try options.need("pos_embed_type", "learnable")
        let style = try style(&options, width: width, quick: quick)
        try options.finish()
        return EncoderConfig.Image(
            preprocessing: preprocessing, stem: .patch(size: patch),
            transformer: .init(width: width, depth: depth, heads: width / each), architecture: .clip(style))
    }

    private static func text(
        _ options: inout OpenCLIPOptions, quick: Bool
    ) throws(ModelError) -> (EncoderConfig.Text, biased: Bool) {
        if options.states("hf_model_name") {
            throw options.fault(
                "hf_model_name", try options.text("hf_model_name", ""), "only open_clip's own text tower is read")
        }
        options.pass(["hf_model_pretrained", "hf_proj_type", "hf_pooler_type", "output_tokens", "pad_id", "eos_id"])
        let (length, vocabulary) = (try options.whole("context_length", 77), try options.whole("vocab_size", 49408))
        let (width, heads) = (try options.whole("width", 512), try options.whole("heads", 8))
        let depth = try options.whole("layers", 12)
        let style = try style(&options, width: width, quick: quick)
        try options.need("proj_type", "linear")
        let readsAll = try options.bool("no_causal_mask")
        let biased = try options.bool("proj_bias")
        try options.need("pool_type", readsAll ? "last" : "argmax", otherwise: "argmax")
        let hasTokenizer = options.states("hf_tokenizer_name")
        _ = try options.text("hf_tokenizer_name", "")
        var kwargs = try options.options("tokenizer_kwargs")
        let word = try kwargs.text("clean", "whitespace")
        guard let cleaning = TextCleaning(rawValue: word) else {
            throw kwargs.fault("clean", word, "whitespace, lower and canonicalize are read")
        }
        try kwargs.finish()
        try options.finish()
        let words = EncoderConfig.Text(
            vocabulary: vocabulary, length: length, transformer: .init(width: width, depth: depth, heads: heads),
            architecture: readsAll ? .siglip(style) : .clip(style),
            // Its own tokenizer, which CLIP's is, cleans texts itself.
            cleaning: hasTokenizer ? cleaning : nil)
        return (words, biased)
    }

    private static func style(
        _ options: inout OpenCLIPOptions, width: Int, quick: Bool
    ) throws(ModelError) -> BlockStyle {
        let ratio = try options.number("mlp_ratio", 4)
        guard let inner = Int(exactly: (Double(width) * ratio).rounded(.towardZero)) else {
            throw options.fault("mlp_ratio", ratio, "it is far smaller")
        }
        var (activation, norm) = (try options.options("act_kwargs"), try options.options("norm_kwargs"))
        let form = try activation.text("approximate", "none")
        guard form == "none" || form == "tanh" else {
            throw activation.fault("approximate", form, "none and tanh are read")
        }
        let epsilon = try norm.number("eps", 1e-5)
        try activation.finish()
        try norm.finish()
        return BlockStyle(
            inner: inner, epsilon: Float(epsilon), activation: quick ? .quickGELU : form == "tanh" ? .gelu : .exactGELU)
    }
}

extension OpenCLIPOptions {
    /// Refuses any other value of an option that has one alone.
    mutating func need(_ option: String, _ only: String, otherwise: String? = nil) throws(ModelError) {
        let found = try text(option, otherwise ?? only)
        if found != only { throw fault(option, found, "only \(only) is read here") }
    }
}
