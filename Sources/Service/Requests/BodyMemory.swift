import Synchronization

/// How many bytes of bodies are held in memory at once, those of all requests together.
///
/// A body counts by what has arrived of it: who sends a byte now and then takes nobody's place.
final class BodyMemory: Sendable {
    private let free: Mutex<Int>

    init(bytes: Int) { free = Mutex(bytes) }

    /// What one request holds of it; given back when nobody holds this any more.
    final class Share: Sendable {
        private let held = Mutex<(memory: BodyMemory?, bytes: Int)>((nil, 0))

        /// Throws `QueueFull` where so many more bytes are not free.
        func grow(by bytes: Int, of memory: BodyMemory) throws(QueueFull) {
            guard memory.take(bytes) else { throw QueueFull() }
            held.withLock { $0 = (memory, $0.bytes + bytes) }
        }

        deinit { held.withLock { $0.memory?.giveBack($0.bytes) } }
    }

    private func take(_ bytes: Int) -> Bool {
        free.withLock { free in
            guard bytes <= free else { return false }
            free -= bytes
            return true
        }
    }

    private func giveBack(_ bytes: Int) { free.withLock { $0 += bytes } }
}
