import Layers
import Pictures
import Tensors

/// What `config.json` says of a `CLIPModel` or a `SiglipModel` of transformers; what it leaves out is as there.
struct HuggingFaceTowers: Decodable, Sendable {
    let modelType: String
    let projectionDim: Int?
    let textConfig: Tower?
    let visionConfig: Tower?

    // The files' own names, so that an error names what stands there.
    enum CodingKeys: String, CodingKey {
        case modelType = "model_type"
        case projectionDim = "projection_dim"
        case textConfig = "text_config"
        case visionConfig = "vision_config"
    }

    struct Tower: Decodable, Sendable {
        let hiddenAct: String?
        let hiddenSize: Int?
        let intermediateSize: Int?
        let layerNormEps: Float?
        let numAttentionHeads: Int?
        let numHiddenLayers: Int?
        // The text tower's alone.
        let maxPositionEmbeddings: Int?
        let vocabSize: Int?
        let projectionSize: Int?
        // The image tower's alone.
        let imageSize: Numbers?
        let patchSize: Numbers?
        let numChannels: Int?
        let visionUseHead: Bool?

        enum CodingKeys: String, CodingKey {
            case hiddenAct = "hidden_act"
            case hiddenSize = "hidden_size"
            case intermediateSize = "intermediate_size"
            case layerNormEps = "layer_norm_eps"
            case numAttentionHeads = "num_attention_heads"
            case numHiddenLayers = "num_hidden_layers"
            case maxPositionEmbeddings = "max_position_embeddings"
            case vocabSize = "vocab_size"
            case projectionSize = "projection_size"
            case imageSize = "image_size"
            case patchSize = "patch_size"
            case numChannels = "num_channels"
            case visionUseHead = "vision_use_head"
        }
    }

    /// Which of both this is; nil for any other.
    var kind: Kind? { Kind(rawValue: modelType) }

    enum Kind: String { case clip, siglip }

    /// The model of this shape.
    func shape(_ path: String, _ preprocessing: Preprocessing) throws(ModelError) -> TowersShape {
        guard let kind, let textConfig, let visionConfig else {
            let missing = kind == nil ? "model_type is \(modelType)" : "it has no text_config and vision_config"
            throw .badImport(path: path, reason: "\(missing); the clip and siglip of transformers are read")
        }
        let image = try visionConfig.image(kind, path, preprocessing)
        let text = try textConfig.text(kind, path)
        let dimension =
            switch kind {
            case .clip: projectionDim ?? 512
            case .siglip: textConfig.projectionSize ?? text.transformer.width
            }
        return TowersShape(
            config: EncoderConfig(dimension: dimension, image: image, text: text, joining: 0),
            names: kind == .clip ? .huggingFaceCLIP : .huggingFaceSigLIP)
    }
}

/// What transformers takes where a config is silent.
extension HuggingFaceTowers.Kind {
    fileprivate var activation: String { self == .clip ? "quick_gelu" : "gelu_pytorch_tanh" }
    fileprivate var epsilon: Float { self == .clip ? 1e-5 : 1e-6 }
    fileprivate var patch: Int { self == .clip ? 32 : 16 }
    fileprivate var words: Int { self == .clip ? 49408 : 32000 }
    fileprivate var length: Int { self == .clip ? 77 : 64 }
    fileprivate var text: (width: Int, heads: Int, inner: Int) { self == .clip ? (512, 8, 2048) : (768, 12, 3072) }
}

extension HuggingFaceTowers.Tower {
    fileprivate func image(
        _ kind: HuggingFaceTowers.Kind, _ path: String, _ preprocessing: Preprocessing
    ) throws(ModelError) -> EncoderConfig.Image {
        func need(_ holds: Bool, _ reason: String) throws(ModelError) {
            if !holds { throw .badImport(path: path, reason: reason) }
        }
        try need(numChannels ?? 3 == 3, "num_channels is \(numChannels ?? 3); only 3 are read")
        try need(visionUseHead ?? true, "vision_use_head is false; only pooling by its head is read")
        let size = try side("image_size", imageSize, 224, path)
        let prepared = preprocessing.size
        try need(size == prepared, "image_size is \(size), and the folder prepares pictures of \(prepared)")
        let style = try style(kind, inner: 3072, path)
        return EncoderConfig.Image(
            preprocessing: preprocessing, stem: .patch(size: try side("patch_size", patchSize, kind.patch, path)),
            transformer: transformer(width: 768, heads: 12),
            architecture: kind == .clip ? .clip(style) : .siglip(style))
    }

    fileprivate func text(_ kind: HuggingFaceTowers.Kind, _ path: String) throws(ModelError) -> EncoderConfig.Text {
        let style = try style(kind, inner: kind.text.inner, path)
        return EncoderConfig.Text(
            vocabulary: vocabSize ?? kind.words, length: maxPositionEmbeddings ?? kind.length,
            transformer: transformer(width: kind.text.width, heads: kind.text.heads),
            architecture: kind == .clip ? .clip(style) : .siglip(style))
    }

    private func transformer(width: Int, heads: Int) -> EncoderConfig.Transformer {
        .init(width: hiddenSize ?? width, depth: numHiddenLayers ?? 12, heads: numAttentionHeads ?? heads)
    }

    private func style(
        _ kind: HuggingFaceTowers.Kind, inner: Int, _ path: String
    ) throws(ModelError) -> BlockStyle {
        let name = hiddenAct ?? kind.activation
        guard let activation = Activation(huggingFace: name) else {
            let known = "quick_gelu, gelu and gelu_pytorch_tanh are read"
            throw .badImport(path: path, reason: "hidden_act is \(name); \(known)")
        }
        return BlockStyle(
            inner: intermediateSize ?? inner, epsilon: layerNormEps ?? kind.epsilon, activation: activation)
    }

    private func side(
        _ name: String, _ stated: Numbers?, _ otherwise: Int, _ path: String
    ) throws(ModelError) -> Int {
        guard let stated else { return otherwise }
        guard let side = stated.number ?? stated.square else {
            throw .badImport(path: path, reason: "\(name) is \(stated); a side, or two alike, is read")
        }
        return side
    }
}
