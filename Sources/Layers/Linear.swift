public import Tensors

/// y = activation(x W' + b): weight (out, in), bias (out).
public struct Linear {
    public let weight: Parameter
    public let bias: Parameter

    /// Fresh weights are normal with deviation `scale` / sqrt(in); the bias is zero.
    public init(_ source: ParameterSource, from wide: Int, to out: Int, scale: Float = 1) throws {
        weight = try source.parameter("weight", [out, wide], deviation: scale / Float(wide).squareRoot())
        bias = try source.parameter("bias", [out], deviation: 0)
    }

    public func callAsFunction(
        _ x: Variable, on tape: Tape, activation: Activation = .none, addedTo residual: Variable? = nil
    ) -> Variable {
        tape.linear(x, weight: weight, bias: bias, activation: activation, addedTo: residual)
    }

    /// Its parameters, as operations of the tape take them.
    var map: LinearMap { LinearMap(weight: weight, bias: bias) }
}
