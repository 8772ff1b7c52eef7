import Foundation

/// Texts by their bytes, as `ProductID` orders them.
enum ByteOrder {
    /// Less than 0 where `a` comes before `b`, 0 where they are the same bytes.
    @inline(__always)
    static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
        guard let first = a.baseAddress, let second = b.baseAddress else { return a.count - b.count }
        let order = Int(memcmp(first, second, min(a.count, b.count)))
        return order == 0 ? a.count - b.count : order
    }
}
