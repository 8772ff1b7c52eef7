public import Tensors

/// One of the blocks that a transformer is made of: rows (B, T, D) to rows of the same shape.
public protocol SequenceBlock {
    /// `lengths` says how many of the T rows of each of the batch are words; nil where all are.
    func callAsFunction(_ x: Variable, lengths: [Int]?, on tape: Tape) -> Variable
}

extension TransformerBlock: SequenceBlock {}

/// norm(x + attention(x)), then norm(x + feedforward(x)), with the exact GELU: the post-norm block of BERT (Devlin et al.
/// 2019, after Vaswani et al. 2017).
public struct PostNormBlock: SequenceBlock {
    public let attention: Attention
    public let attentionNorm: LayerNorm
    public let feedForward: FeedForward
    public let feedForwardNorm: LayerNorm

    public init(_ source: ParameterSource, width: Int, heads: Int, inner: Int, epsilon: Float) throws {
        attention = try Attention(source.at("attention"), width: width, heads: heads)
        attentionNorm = try LayerNorm(source.at("attentionNorm"), width: width, epsilon: epsilon)
        feedForward = try FeedForward(source.at("feedForward"), width: width, inner: inner, activation: .exactGELU)
        feedForwardNorm = try LayerNorm(source.at("feedForwardNorm"), width: width, epsilon: epsilon)
    }

    public func callAsFunction(_ x: Variable, lengths: [Int]? = nil, on tape: Tape) -> Variable {
        let attended = attentionNorm(attention(x, lengths: lengths, on: tape), on: tape)
        return feedForwardNorm(feedForward(attended, on: tape), on: tape)
    }
}
