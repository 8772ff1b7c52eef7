import Synchronization

/// The TLS identity in use; each connection begins with the one of its moment. Nil where the server speaks no TLS.
final class LiveIdentity: Sendable {
    private let identity: Mutex<TLSIdentity?>

    init(_ identity: TLSIdentity?) { self.identity = Mutex(identity) }

    var current: TLSIdentity? { identity.withLock { $0 } }
    func change(to new: TLSIdentity) { identity.withLock { $0 = new } }
}
