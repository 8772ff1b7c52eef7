import Layers

/// What a folder says of the model in it, and how its weights are called there.
struct TowersShape: Sendable {
    /// `text.vocabulary` is how many rows the table of tokens has there.
    var config: EncoderConfig
    var names: WeightNames
}

extension EncoderConfig.Image.Architecture {
    static func clip(_ style: BlockStyle) -> Self {
        .clip(inner: style.inner, epsilon: style.epsilon, activation: style.activation)
    }

    static func siglip(_ style: BlockStyle) -> Self {
        .siglip(inner: style.inner, epsilon: style.epsilon, activation: style.activation)
    }
}

extension EncoderConfig.Text.Architecture {
    static func clip(_ style: BlockStyle) -> Self {
        .clip(inner: style.inner, epsilon: style.epsilon, activation: style.activation)
    }

    static func siglip(_ style: BlockStyle) -> Self {
        .siglip(inner: style.inner, epsilon: style.epsilon, activation: style.activation)
    }
}
