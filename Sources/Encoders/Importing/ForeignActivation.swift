import Tensors

extension Activation {
    /// The activation that transformers calls so; nil for one that is not read.
    init?(huggingFace name: String) {
        switch name {
        case "quick_gelu": self = .quickGELU
        case "gelu": self = .exactGELU
        case "gelu_pytorch_tanh", "gelu_new", "gelu_fast": self = .gelu
        default: return nil
        }
    }
}
