import Dispatch
import Foundation
import Synchronization

/// Threads that stay for the next piece of work. Where all are held, another is started: whoever gives out the work bounds it.
///
/// Dispatch's own are as many as there are cores: work that waits for other work would hold them all.
final class WorkThreads: Sendable {
    private let name: String
    private let niceness: Int32
    private let shared = Shared()

    /// What the threads hold; the rest may go while they wait.
    private final class Shared: Sendable {
        private let state = Mutex(State())
        private let signal = DispatchSemaphore(value: 0)

        private struct State {
            var work: [@Sendable () -> Void] = []
            var parked = 0
            var isClosed = false
        }

        /// - Returns: Whether a thread is there to do it.
        func put(_ work: @escaping @Sendable () -> Void) -> Bool {
            let isThere = state.withLock { state in
                state.work.append(work)
                guard state.parked > 0 else { return false }
                state.parked -= 1
                return true
            }
            if isThere { signal.signal() }
            return isThere
        }

        /// Waits for the next piece; nil at the end.
        func next() -> (@Sendable () -> Void)? {
            while true {
                let (work, isClosed) = state.withLock { state -> ((@Sendable () -> Void)?, Bool) in
                    guard state.work.isEmpty else { return (state.work.removeFirst(), false) }
                    if !state.isClosed { state.parked += 1 }
                    return (nil, state.isClosed)
                }
                if let work { return work }
                if isClosed { return nil }
                signal.wait()
            }
        }

        func close() {
            let parked = state.withLock { state in
                state.isClosed = true
                defer { state.parked = 0 }
                return state.parked
            }
            for _ in 0..<parked { signal.signal() }
        }
    }

    /// - Parameter niceness: As `ThreadPriority` has it.
    init(_ name: String, niceness: Int32) { (self.name, self.niceness) = (name, niceness) }

    deinit { shared.close() }

    func run(_ work: @escaping @Sendable () -> Void) {
        guard !shared.put(work) else { return }
        let thread = Thread { [shared, niceness] in
            ThreadPriority.lower(to: niceness)
            while let work = shared.next() { work() }
        }
        thread.name = name
        thread.start()
    }
}
