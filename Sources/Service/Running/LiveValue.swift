import Synchronization

/// Something that a running server may be given anew; whoever takes `current` once goes by it to the end, so that a change
/// never comes in the midst of a request.
final class LiveValue<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    var current: Value { value.withLock { $0 } }
    func change(to new: Value) { value.withLock { $0 = new } }
}
