import Foundation

/// How threads share the processor where there is not enough of it, as Linux counts it: each step is a fifth less than the one
/// before.
enum ThreadPriority {
    /// Of those that work for questions: the ones that read requests and refuse them, at 0, come first. Else what is too much
    /// would wait where nobody counts it.
    static let working: Int32 = 2
    /// Of those that work for nobody in particular: what the others leave, and a tenth of what one of them gets where they
    /// leave nothing. At 19 it would get a hundredth, and whatever it holds when it is taken off the processor would be held
    /// for long. One run of either on a busy machine, of 200,000 products, when the others stood at 0: the slowest search
    /// beside a fold took 324 ms at 19 and 188 at 10, the fold 98 s and 46; the 99th percentile was the same.
    static let background: Int32 = working + 10

    /// Of this thread, and of those that it starts. It is never raised again: that is not for everyone to do.
    static func lower(to niceness: Int32) {
        // Linux keeps a priority for each thread, and 0 is this one.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }
}
