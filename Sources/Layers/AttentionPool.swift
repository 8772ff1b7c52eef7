public import Tensors

/// Rows to one: a learnt probe (D) attends to them (Lee et al. 2019; as SigLIP pools, Zhai et al. 2023), then
/// y + feedforward(norm(y)).
public struct AttentionPool {
    /// (1, D).
    public let probe: Parameter
    public let query: Linear
    /// Keys and values packed: (2 D, D).
    public let rows: Linear
    public let out: Linear
    public let norm: LayerNorm
    public let feedForward: FeedForward
    public let heads: Int

    public init(_ source: ParameterSource, width: Int, heads: Int, style: BlockStyle) throws {
        precondition(width % heads == 0, "a width of \(width) does not divide into \(heads) heads")
        probe = try source.parameter("probe", [1, width], deviation: 1)
        query = try Linear(source.at("query"), from: width, to: width)
        rows = try Linear(source.at("rows"), from: width, to: 2 * width)
        out = try Linear(source.at("out"), from: width, to: width)
        norm = try LayerNorm(source.at("norm"), width: width, epsilon: style.epsilon)
        feedForward = try FeedForward(
            source.at("feedForward"), width: width, inner: style.inner, activation: style.activation)
        self.heads = heads
    }

    /// (B, T, D) to (B, D).
    public func callAsFunction(_ x: Variable, on tape: Tape) -> Variable {
        let asked = query(tape.leaf(probe), on: tape)
        let pooled = out(tape.probe(asked, over: rows(x, on: tape), heads: heads), on: tape)
        return feedForward(pooled, after: norm, on: tape)
    }
}
