public import Tensors

/// What differs from one model's pre-norm blocks to another's.
public struct BlockStyle: Hashable, Sendable {
    /// How wide the two-layer map is within.
    public var inner: Int
    /// What is added to the variance that the norms divide by.
    public var epsilon: Float
    public var activation: Activation
    /// Whether a row looks only at itself and those before it.
    public var isCausal: Bool

    public init(
        inner: Int, epsilon: Float = 1e-5, activation: Activation = .gelu, isCausal: Bool = false
    ) {
        (self.inner, self.epsilon, self.activation, self.isCausal) = (inner, epsilon, activation, isCausal)
    }
}
