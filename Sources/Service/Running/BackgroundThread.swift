import Foundation

/// A thread that gets what the others leave of the processor, and a tenth of what one of them gets where they leave nothing.
enum BackgroundThread {
    /// At 19 it would get a hundredth: it then waits long while it holds what the others wait for, the locks of the process's
    /// memory in the kernel among them. Measured beside searches on a busy machine, their slowest took twice as long, and
    /// a fold too.
    private static let niceness: Int32 = 10

    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread {
            // Linux keeps a priority for each thread, and 0 is this one. It is never raised again: that is not for everyone to
            // do, so the thread ends with its work.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
            work()
        }
        thread.name = name
        thread.start()
    }
}
