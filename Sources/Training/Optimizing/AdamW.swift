public import Tensors

/// Adam with decoupled weight decay (Loshchilov & Hutter 2019), gradients clipped by their common norm.
public struct AdamW {
    public struct Settings: Codable, Hashable, Sendable {
        public var beta1: Float = 0.9
        public var beta2: Float = 0.98
        public var epsilon: Float = 1e-6
        /// On matrices alone; gains, shifts and biases are left as they are.
        public var weightDecay: Float = 0.05
        /// What the rate of the towers - the encoders of pictures and texts, without their heads - is multiplied by:
        /// low where a model that exists is tuned, so that what it knows is not forgotten.
        public var towers: Float = 1
        /// The largest norm of all gradients together.
        public var clip: Float = 1
        public init() {}
    }

    let settings: Settings
    let parameters: [(key: String, parameter: Parameter)]
    /// First and second moments, as the parameters are.
    let first: [Tensor]
    let second: [Tensor]

    public init(_ parameters: [(key: String, parameter: Parameter)], _ settings: Settings = Settings()) {
        self.parameters = parameters
        self.settings = settings
        first = parameters.map { Tensor(zeros: $0.parameter.value.shape) }
        second = parameters.map { Tensor(zeros: $0.parameter.value.shape) }
    }

    /// The step numbered `step` (from 1) at a learning rate; clears the gradients and gives their norm before clipping.
    /// Where that norm is no number nothing is changed: one bad batch must not end a training.
    @discardableResult
    public func step(_ step: Int, rate: Float) -> Float {
        let squares = parameters.reduce(0) { $0 + Arithmetic.sumOfSquares($1.parameter.gradient) }
        let norm = Float(squares.squareRoot())
        defer { for (_, parameter) in parameters { parameter.clearGradient() } }
        guard norm.isFinite else { return norm }
        let scale = norm > settings.clip ? settings.clip / norm : 1
        for (at, (key, parameter)) in parameters.enumerated() {
            let isTower = ["image.", "text.", "companion.encoder."].contains { key.hasPrefix($0) }
            let rate = isTower ? rate * settings.towers : rate
            let decay = parameter.value.shape.count > 1 ? settings.weightDecay : 0
            Arithmetic.descend(
                parameter, first: first[at], second: second[at],
                AdamWStep(
                    rate: rate, beta1: settings.beta1, beta2: settings.beta2, epsilon: settings.epsilon, decay: decay,
                    scale: scale, number: step))
        }
        return norm
    }
}
