/// A few colours, as bits: sets that share one have a bit in common.
struct ColourSet: Hashable, Sendable {
    private(set) var bits: UInt64 = 0

    var isEmpty: Bool { bits == 0 }

    mutating func insert(_ bit: Int) { bits |= 1 << UInt64(bit) }

    /// Whether two sets of colours share one; nil where either is empty.
    static func agree(_ a: ColourSet, _ b: ColourSet) -> Bool? {
        a.isEmpty || b.isEmpty ? nil : a.bits & b.bits != 0
    }
}
