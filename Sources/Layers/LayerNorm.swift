public import Tensors

/// Rows at mean zero and deviation one, with learnt gain and shift (D) (Ba et al. 2016).
public struct LayerNorm {
    public let weight: Parameter
    public let bias: Parameter
    /// What is added to the variance.
    public let epsilon: Float

    public init(_ source: ParameterSource, width: Int, epsilon: Float = 1e-5) throws {
        weight = try source.parameter("weight", [width], deviation: 0, mean: 1)
        bias = try source.parameter("bias", [width], deviation: 0)
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Variable, on tape: Tape) -> Variable {
        tape.layerNorm(x, gain: weight, shift: bias, epsilon: epsilon)
    }

    /// Its parameters, as operations of the tape take them.
    var parameters: Normalization { Normalization(gain: weight, shift: bias, epsilon: epsilon) }
}
