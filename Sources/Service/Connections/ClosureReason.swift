/// Why the server closes a connection whose client has not.
enum ClosureReason: String, CaseIterable, Sendable {
    /// The head of a request did not arrive in time.
    case slowHead = "slow-head"
    /// The client does not take its answer.
    case slowReader = "slow-reader"
    /// It was idle, and another needs its place.
    case room
}
