import CKernels
import Glibc

/// One step of Adam with decoupled decay (Loshchilov & Hutter 2019, algorithm 2).
public struct AdamWStep: Sendable {
    public var rate: Float
    public var beta1: Float
    public var beta2: Float
    public var epsilon: Float
    public var decay: Float
    /// What gradients are multiplied by first: below one where they are clipped.
    public var scale: Float
    /// From 1: corrects the moments, which started at zero.
    public var number: Int

    public init(
        rate: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float, scale: Float = 1, number: Int
    ) {
        (self.rate, self.beta1, self.beta2, self.epsilon) = (rate, beta1, beta2, epsilon)
        (self.decay, self.scale, self.number) = (decay, scale, number)
    }
}

extension Arithmetic {
    /// The sum of the squares of all values.
    public static func sumOfSquares(_ x: Tensor) -> Double {
        // In pieces, since a long sum of f32 loses what is small.
        stride(from: 0, to: x.count, by: 4096).reduce(0) { sum, at in
            sum + Double(ck_dot(x.memory + at, x.memory + at, min(4096, x.count - at)))
        }
    }

    /// Moves `parameter` against its gradient; `first` and `second` are its moments, of its shape.
    public static func descend(_ parameter: Parameter, first: Tensor, second: Tensor, _ step: AdamWStep) {
        let (value, gradient) = (parameter.value, parameter.gradient)
        defer { parameter.valueChanged() }
        let rate = step.rate / (1 - powf(step.beta1, Float(step.number)))
        let correction = 1 / (1 - powf(step.beta2, Float(step.number)))
        inParallel(value.count, grain: 1 << 14) { range in
            let from = range.lowerBound
            ck_adamw(
                value.memory + from, gradient.memory + from, first.memory + from, second.memory + from, range.count,
                rate, correction, step.beta1, step.beta2, step.epsilon, step.rate * step.decay, step.scale)
        }
    }
}
