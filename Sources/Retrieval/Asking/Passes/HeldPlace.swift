/// The place at which a thread works, where so many work at once: whoever waits for other threads leaves it to them.
public struct HeldPlace: Sendable {
    /// Of this thread; nil where nobody counts.
    @TaskLocal public static var current: HeldPlace?

    private let leave: @Sendable () -> Void
    private let comeBack: @Sendable () -> Void

    /// - Parameters:
    ///   - leave: Gives the place up.
    ///   - comeBack: Waits until there is one again.
    public init(leave: @escaping @Sendable () -> Void, comeBack: @escaping @Sendable () -> Void) {
        (self.leave, self.comeBack) = (leave, comeBack)
    }

    /// Does what keeps no core busy.
    static func leaving<Value>(while wait: () -> Value) -> Value {
        guard let current else { return wait() }
        current.leave()
        defer { current.comeBack() }
        return wait()
    }
}
