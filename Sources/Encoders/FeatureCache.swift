import Synchronization
import Tensors

/// The features of texts that a frozen encoder has seen, by their tokens.
///
/// What is kept is bit for bit what would be worked out again, so a training that starts with an empty cache, a resumed
/// one for instance, goes the same way.
public final class FeatureCache: Sendable {
    private struct Kept {
        var features: [[Int32]: Tensor] = [:]
        var bytes = 0
    }
    private let kept = Mutex(Kept())
    private let limit: Int
    /// What an entry costs beside its numbers, in bytes: two objects, their headers and a place in the table.
    private static let overhead = 160

    /// - Parameter limit: How many bytes are kept at most; once they are full, further texts are worked out each time.
    public init(bytes limit: Int = 512 << 20) { self.limit = limit }

    /// How many texts are kept.
    public var count: Int { kept.withLock { $0.features.count } }

    func features(of tokens: [Int32]) -> Tensor? { kept.withLock { $0.features[tokens] } }

    func keep(_ features: Tensor, of tokens: [Int32]) {
        let bytes = 4 * (features.count + tokens.count) + Self.overhead
        kept.withLock {
            guard $0.bytes + bytes <= limit, $0.features[tokens] == nil else { return }
            $0.features[tokens] = features
            $0.bytes += bytes
        }
    }
}
