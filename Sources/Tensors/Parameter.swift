import Synchronization

/// A tensor that is learnt, with the gradient that the tape adds to.
public final class Parameter: @unchecked Sendable {  // a trainer alone writes it; inference only reads
    public let value: Tensor
    /// The same shape; made at the first use, since a model that only answers needs none.
    public private(set) lazy var gradient = Tensor(zeros: value.shape)
    private let rounded = Mutex<BrainTensor?>(nil)

    public init(_ value: Tensor) { self.value = value }

    public func clearGradient() { gradient.memory.update(repeating: 0, count: gradient.count) }

    /// The value as products of bf16 read it; rounded once, until the value changes.
    var brain: BrainTensor {
        rounded.withLock { rounded in
            if let rounded { return rounded }
            let fresh = BrainTensor(rounding: value, threads: 1)
            rounded = fresh
            return fresh
        }
    }

    /// Whoever writes the value says so.
    public func valueChanged() { rounded.withLock { $0 = nil } }
}
