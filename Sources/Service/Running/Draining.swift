import Synchronization

/// Whether the server was told to stop: it still answers, and no longer says that it is ready.
final class Draining: Sendable {
    private let hasBegun = Atomic(false)

    var isUnderWay: Bool { hasBegun.load(ordering: .relaxed) }
    func begin() { hasBegun.store(true, ordering: .relaxed) }
}
