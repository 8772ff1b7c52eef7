/// A tensor that is learnt, with the gradient that the tape adds to.
public final class Parameter: @unchecked Sendable {  // a trainer alone writes it; inference only reads
    public let value: Tensor
    /// The same shape; made at the first use, since a model that only answers needs none.
    public private(set) lazy var gradient = Tensor(zeros: value.shape)

    public init(_ value: Tensor) { self.value = value }

    public func clearGradient() { gradient.memory.update(repeating: 0, count: gradient.count) }
}
