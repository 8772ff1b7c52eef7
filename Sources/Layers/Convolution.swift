public import Tensors

/// A convolution of pictures (B, H, W, C) as a product over their patches: weight (out, size * size * C).
public struct Convolution {
    public let linear: Linear
    public let size: Int
    public let step: Int
    public let padding: Int

    public init(
        _ source: ParameterSource, from channels: Int, to out: Int, size: Int, step: Int, padding: Int
    ) throws {
        linear = try Linear(source, from: size * size * channels, to: out, scale: 1.4)
        (self.size, self.step, self.padding) = (size, step, padding)
    }

    /// How many places a side of `extent` pixels gives.
    public func places(_ extent: Int) -> Int { (extent + 2 * padding - size) / step + 1 }

    /// (B, h * w, out).
    public func callAsFunction(_ x: Variable, on tape: Tape, activation: Activation = .none) -> Variable {
        linear(tape.unfold(x, size: size, step: step, padding: padding), on: tape, activation: activation)
    }
}
