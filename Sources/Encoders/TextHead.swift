public import Layers
public import Tensors

/// What maps a text's features to the joint dimension.
public enum TextHead {
    /// For an encoder that was trained together with it.
    case linear(Linear)
    /// For an encoder of another origin, whose features were made for another purpose.
    case residual(ResidualHead)

    init(_ source: ParameterSource, _ config: EncoderConfig) throws {
        let width = config.text.transformer.width
        switch config.text.architecture {
        case .preNorm, .clip, .siglip: self = .linear(try Linear(source, from: width, to: config.dimension))
        case .bert:
            self = .residual(try ResidualHead(source, from: width, inner: 2 * width, to: config.dimension))
        }
    }

    /// Features (texts, width) to rows (texts, dimension).
    public func callAsFunction(_ features: Variable, on tape: Tape) -> Variable {
        switch self {
        case .linear(let map): map(features, on: tape)
        case .residual(let map): map(features, on: tape)
        }
    }
}
