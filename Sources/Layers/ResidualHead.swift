public import Tensors

/// Features of a foreign space to a space of ours: a linear map and a two-layer map with GELU, side by side, of the
/// features at mean zero and deviation one.
///
/// Fresh, it is a random projection, which keeps about the angles that the features have.
public struct ResidualHead {
    public let norm: LayerNorm
    public let direct: Linear
    public let up: Linear
    public let down: Linear

    public init(_ source: ParameterSource, from wide: Int, inner: Int, to out: Int) throws {
        norm = try LayerNorm(source.at("norm"), width: wide)
        direct = try Linear(source.at("direct"), from: wide, to: out)
        up = try Linear(source.at("up"), from: wide, to: inner)
        down = try Linear(source.at("down"), from: inner, to: out, scale: 0.5)
    }

    /// (n, wide) to (n, out).
    public func callAsFunction(_ x: Variable, on tape: Tape) -> Variable {
        let even = norm(x, on: tape)
        return down(up(even, on: tape, activation: .gelu), on: tape, addedTo: direct(even, on: tape))
    }
}
