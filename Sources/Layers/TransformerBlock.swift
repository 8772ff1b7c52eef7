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

    /// x + the attention of norm(x), or without `norm` of x itself.
    public func callAsFunction(_ x: Variable, after norm: LayerNorm? = nil, lengths: [Int]?, on tape: Tape) -> Variable
    {
        if tape.fusesBranches, (out.weight.value.columns / heads).isMultiple(of: 2) {
            return tape.attend(
                x, norm: norm?.parameters, qkv: qkv.map, out: out.map, heads: heads, lengths: lengths, causal: isCausal)
        }
        let read = qkv(norm?(x, on: tape) ?? x, on: tape)
        let mixed = tape.attention(read, heads: heads, lengths: lengths, causal: isCausal)
        return out(mixed, on: tape, addedTo: x)
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

    /// x + the maps of norm(x), or without `norm` of x itself.
    public func callAsFunction(_ x: Variable, after norm: LayerNorm? = nil, on tape: Tape) -> Variable {
        if tape.fusesBranches {
            return tape.feedForward(x, norm: norm?.parameters, up: up.map, down: down.map, activation: activation)
        }
        return down(up(norm?(x, on: tape) ?? x, on: tape, activation: activation), on: tape, addedTo: x)
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
        feedForward(attention(x, after: attentionNorm, lengths: lengths, on: tape), after: feedForwardNorm, on: tape)
    }
}
