import Synchronization

/// Whether whoever asked has left; what was not begun for them need not be done.
final class Departure: Sendable {
    private let gone = Atomic(false)

    var hasLeft: Bool { gone.load(ordering: .relaxed) }
    func leave() { gone.store(true, ordering: .relaxed) }
}
