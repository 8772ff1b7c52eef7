import Synchronization

/// The access policy in use; each request takes it once, so that a change never comes in its midst.
final class LivePolicy: Sendable {
    private let policy: Mutex<AccessPolicy>

    init(_ policy: AccessPolicy) { self.policy = Mutex(policy) }

    var current: AccessPolicy { policy.withLock { $0 } }
    func change(to new: AccessPolicy) { policy.withLock { $0 = new } }
}
