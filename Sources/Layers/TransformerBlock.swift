public import Tensors

/// Attention of rows to each other (Vaswani et al. 2017): packed projection qkv (3 D, D), and one back (D, D).
public struct Attention {
    public let qkv: Linear
    public let out: Linear
    public let heads: Int
    /// Whether a row looks only at itself and those before it.
    public let isCausal: Bool

    public init(
        _ source: ParameterSource, width: Int, heads: Int, scale: Float = 1, isCausal: Bool = false
    ) throws {
        precondition(width % heads == 0, "a width of \(width) does not divide into \(heads) heads")
        qkv = try Linear(source.at("qkv"), from: width, to: 3 * width)
        out = try Linear(source.at("out"), from: width, to: width, scale: scale)
        (self.heads, self.isCausal) = (heads, isCausal)
    }

    /// residual + the attention of x.
    public func callAsFunction(_ x: Variable, lengths: [Int]?, addedTo residual: Variable, on tape: Tape) -> Variable {
        let mixed = tape.attention(qkv(x, on: tape), heads: heads, lengths: lengths, causal: isCausal)
        return out(mixed, on: tape, addedTo: residual)
    }
}

/// Two linear maps with GELU between, row by row.
public struct FeedForward {
    public let up: Linear
    public let down: Linear
    public let activation: Activation

    public init(
        _ source: ParameterSource, width: Int, inner: Int, scale: Float = 1, activation: Activation = .gelu
    ) throws {
        up = try Linear(source.at("up"), from: width, to: inner)
        down = try Linear(source.at("down"), from: inner, to: width, scale: scale)
        self.activation = activation
    }

    /// residual + the maps of x.
    public func callAsFunction(_ x: Variable, addedTo residual: Variable, on tape: Tape) -> Variable {
        down(up(x, on: tape, activation: activation), on: tape, addedTo: residual)
    }
}

/// x + attention(norm(x)), then x + feedforward(norm(x)): the pre-norm block (Xiong et al. 2020).
public struct TransformerBlock {
    public let attentionNorm: LayerNorm
    public let attention: Attention
    public let feedForwardNorm: LayerNorm
    public let feedForward: FeedForward

    /// - Parameters:
    ///   - depth: How many blocks stand in line: the maps into the residual start smaller, by its root.
    ///   - style: What a block of another's model does otherwise than ours.
    public init(
        _ source: ParameterSource, width: Int, heads: Int, depth: Int, style: BlockStyle? = nil
    ) throws {
        let (scale, style) = (1 / Float(2 * depth).squareRoot(), style ?? BlockStyle(inner: 4 * width))
        attentionNorm = try LayerNorm(source.at("attentionNorm"), width: width, epsilon: style.epsilon)
        attention = try Attention(
            source.at("attention"), width: width, heads: heads, scale: scale, isCausal: style.isCausal)
        feedForwardNorm = try LayerNorm(source.at("feedForwardNorm"), width: width, epsilon: style.epsilon)
        feedForward = try FeedForward(
            source.at("feedForward"), width: width, inner: style.inner, scale: scale, activation: style.activation)
    }

    public func callAsFunction(_ x: Variable, lengths: [Int]? = nil, on tape: Tape) -> Variable {
        let attended = attention(attentionNorm(x, on: tape), lengths: lengths, addedTo: x, on: tape)
        return feedForward(feedForwardNorm(attended, on: tape), addedTo: attended, on: tape)
    }
}
