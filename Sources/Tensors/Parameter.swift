import Synchronization

/// A tensor that is learnt, with the gradient that the tape adds to.
public final class Parameter: @unchecked Sendable {  // a trainer alone writes it; inference only reads
    public let value: Tensor
    /// The same shape; made at the first use, since a model that only answers needs none.
    public private(set) lazy var gradient = Tensor(zeros: value.shape)
    private let packed = Mutex(Packed())
    private let quantized = Mutex<ByteWeight?>(nil)

    /// The value, a matrix (out, in), as the two products of bf16 that read it do.
    private struct Packed {
        var forward, backward: PackedFactor?
    }

    public init(_ value: Tensor) { self.value = value }

    public func clearGradient() { gradient.memory.update(repeating: 0, count: gradient.count) }

    /// The second factor of x W', (in, out): packed once, until the value changes.
    var forwardFactor: PackedFactor {
        packed.withLock { packed in
            let factor = packed.forward ?? PackedFactor(value, transposed: true)
            packed.forward = factor
            return factor
        }
    }

    /// Makes what products on the way forward read now rather than at the first of them.
    public func pack() { _ = forwardFactor }

    /// The second factor of g W, (out, in).
    var backwardFactor: PackedFactor {
        packed.withLock { packed in
            let factor = packed.backward ?? PackedFactor(value, transposed: false)
            packed.backward = factor
            return factor
        }
    }

    /// The value as bytes, where a model keeps it so; products of int8 read it.
    public var bytes: ByteWeight? {
        get { quantized.withLock { $0 } }
        set { quantized.withLock { $0 = newValue } }
    }

    /// Whoever writes the value says so.
    public func valueChanged() {
        packed.withLock { $0 = Packed() }
        bytes = nil
    }
}
