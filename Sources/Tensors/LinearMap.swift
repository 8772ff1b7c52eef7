/// The parameters of a linear map: weight (out, in) and bias (out).
public struct LinearMap {
    public let weight: Parameter
    public let bias: Parameter

    public init(weight: Parameter, bias: Parameter) { (self.weight, self.bias) = (weight, bias) }
}

/// The parameters of a layer normalisation: gain and shift (D).
public struct Normalization {
    public let gain: Parameter
    public let shift: Parameter
    public let epsilon: Float

    public init(gain: Parameter, shift: Parameter, epsilon: Float) {
        (self.gain, self.shift, self.epsilon) = (gain, shift, epsilon)
    }
}
