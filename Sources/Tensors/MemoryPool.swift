import Glibc
import Synchronization

/// Freed tensor memory by size, kept for the next tensor of that size.
///
/// A fresh page from the system costs a fault and a clearing; a training step touches hundreds of megabytes.
final class MemoryPool: Sendable {
    static let shared = MemoryPool()

    private struct Shelves {
        var free: [Int: [UInt]] = [:]
        var bytes = 0
    }
    private let shelves = Mutex(Shelves())
    /// What is kept at most; beyond it memory goes back to the system.
    private static let limit = 2 << 30

    func take(_ count: Int) -> UnsafeMutablePointer<Float> {
        let bytes = Self.bytes(count)
        let kept = shelves.withLock { shelves -> UInt? in
            guard let address = shelves.free[bytes]?.popLast() else { return nil }
            shelves.bytes -= bytes
            return address
        }
        if let kept, let pointer = UnsafeMutablePointer<Float>(bitPattern: kept) { return pointer }
        guard let raw = aligned_alloc(64, bytes) else { preconditionFailure("out of memory: \(bytes) bytes") }
        return raw.bindMemory(to: Float.self, capacity: bytes / 4)
    }

    func give(_ pointer: UnsafeMutablePointer<Float>, _ count: Int) {
        let bytes = Self.bytes(count)
        let kept = shelves.withLock { shelves in
            guard shelves.bytes + bytes <= Self.limit else { return false }
            shelves.free[bytes, default: []].append(UInt(bitPattern: pointer))
            shelves.bytes += bytes
            return true
        }
        if !kept { free(pointer) }
    }

    private static func bytes(_ count: Int) -> Int { max(64, (count * 4 + 63) & ~63) }
}
