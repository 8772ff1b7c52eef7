import Foundation

/// A thread that gets what the others leave of the processor, and a tenth of what one of them gets where they leave nothing.
enum BackgroundThread {
    /// At 19 it would get a hundredth, and whatever it holds when it is taken off the processor would be held for long. One
    /// run of either on a busy machine, of 200,000 products: the slowest search beside a fold took 324 ms at 19 and 188 at
    /// 10, the fold 98 s and 46; the 99th percentile was the same.
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
