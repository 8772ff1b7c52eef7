public import Tensors

/// Rows at mean zero and deviation one, with learnt gain and shift (D) (Ba et al. 2016).
public struct LayerNorm {
    public let weight: Parameter
    public let bias: Parameter

    public init(_ source: ParameterSource, width: Int) throws {
        weight = try source.parameter("weight", [width], deviation: 0, mean: 1)
        bias = try source.parameter("bias", [width], deviation: 0)
    }

    public func callAsFunction(_ x: Variable, on tape: Tape) -> Variable {
        tape.layerNorm(x, gain: weight, shift: bias)
    }
}
