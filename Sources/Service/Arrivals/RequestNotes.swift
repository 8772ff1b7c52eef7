import Synchronization

/// What is learnt of a request on its way and said of it at the end.
final class RequestNotes: Sendable {
    private let name = Mutex<String?>(nil)

    /// Whose key came with it, by the name that the settings give it.
    var key: String? {
        get { name.withLock { $0 } }
        set { name.withLock { $0 = newValue } }
    }
}
