import Synchronization

/// The least and the greatest value that each linear map met, by its weight: what calibration goes by. Any number of tapes
/// may note into one.
public final class InputRanges: Sendable {
    private let kept = Mutex<[ObjectIdentifier: (low: Float, high: Float)]>([:])

    public init() {}

    func note(_ x: Tensor, of weight: Parameter) {
        var (low, high): (Float, Float) = (0, 0)
        for at in 0..<x.count { (low, high) = (min(low, x.memory[at]), max(high, x.memory[at])) }
        kept.withLock {
            let before = $0[ObjectIdentifier(weight)] ?? (0, 0)
            $0[ObjectIdentifier(weight)] = (min(before.low, low), max(before.high, high))
        }
    }

    /// What this weight met; nil where it met nothing.
    public func range(of weight: Parameter) -> ByteRange? {
        kept.withLock { $0[ObjectIdentifier(weight)] }.map { ByteRange(from: $0.low, to: $0.high) }
    }
}
