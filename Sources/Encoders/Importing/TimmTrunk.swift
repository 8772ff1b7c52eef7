import Layers
import Pictures
import Safetensors
import Tensors

/// An image tower of timm that open_clip takes in: the vision transformers of SigLIP, known by their names
/// (`vit_base_patch16_siglip_224`).
struct TimmTrunk {
    private let name: String
    private let path: String
    private let heads: Int
    private let activation: Activation

    init(_ options: inout OpenCLIPOptions) throws(ModelError) {
        (name, path) = (try options.text("timm_model_name", ""), options.path)
        let known = "vit_SIZE_patchP_siglip_S is read, of the sizes base, large, so400m and giantopt"
        let words = name.split(separator: "_").map(String.init)
        guard words.count == 5, words[0] == "vit", words[2].hasPrefix("patch"), words[3] == "siglip",
            Int(words[4]) != nil
        else { throw options.fault("timm_model_name", name, known) }
        switch words[1] {
        case "base": heads = 12
        case "large", "so400m", "giantopt": heads = 16
        default: throw options.fault("timm_model_name", name, known)
        }
        // The exact GELU, but for models that timm took in with the second SigLIP.
        let tanh =
            ["vit_base_patch32_siglip_256", "vit_large_patch16_siglip_512"].contains(name)
            || name.hasPrefix("vit_so400m_patch16") || words[1] == "giantopt"
        activation = tanh ? .gelu : .exactGELU
        options.pass([
            "image_size", "timm_model_pretrained", "timm_drop", "timm_drop_path", "patch_dropout", "output_tokens",
        ])
        try options.need("timm_pool", "map", otherwise: "avg")
        try options.need("timm_proj", "none", otherwise: "linear")
        try options.finish()
    }

    /// The tower as the shapes of its weights have it.
    func image(
        _ preprocessing: Preprocessing, _ weights: SafetensorsShards, _ trunk: String
    ) throws(ModelError) -> EncoderConfig.Image {
        func shape(_ key: String, _ count: Int) throws(ModelError) -> [Int] {
            guard let shape = weights.shape(of: "\(trunk).\(key)"), shape.count == count else {
                throw .badImport(path: weights.path, reason: "it holds no \(trunk).\(key) of \(count) extents")
            }
            return shape
        }
        let stem = try shape("patch_embed.proj.weight", 4)
        let inner = try shape("blocks.0.mlp.fc1.weight", 2)[0]
        var depth = 0
        while weights.shape(of: "\(trunk).blocks.\(depth).norm1.weight") != nil { depth += 1 }
        return EncoderConfig.Image(
            preprocessing: preprocessing, stem: .patch(size: stem[3]),
            transformer: .init(width: stem[0], depth: depth, heads: heads),
            architecture: .siglip(inner: inner, epsilon: 1e-6, activation: activation))
    }
}
