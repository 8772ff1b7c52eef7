import Foundation

/// A thread that gets what the others leave of the processor.
enum BackgroundThread {
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread {
            // Linux keeps a priority for each thread, and 0 is this one. It is never raised again: that is not for everyone to
            // do, so the thread ends with its work.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
            work()
        }
        thread.name = name
        thread.start()
    }
}
