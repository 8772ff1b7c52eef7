import Foundation

/// A thread that gets what the others leave of the processor, and a tenth of what one of them gets where they leave nothing.
enum BackgroundThread {
    static func start(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let thread = Thread {
            ThreadPriority.lower(to: ThreadPriority.background)
            work()
        }
        thread.name = name
        thread.start()
    }
}
