/// Numbers that lie in a section of `SectionedBytes`, which live as long as this does.
struct SectionNumbers<Number: BitwiseCopyable>: Sendable {
    private nonisolated(unsafe) let numbers: UnsafeBufferPointer<Number>  // read alone, and kept alive by `owner`
    private let owner: SectionedBytes

    init(_ numbers: UnsafeBufferPointer<Number>, of owner: SectionedBytes) {
        (self.numbers, self.owner) = (numbers, owner)
    }

    var count: Int { numbers.count }

    /// The pointer is valid within `body` alone.
    @inline(__always)
    func withNumbers<Result>(_ body: (UnsafeBufferPointer<Number>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(owner) { try body(numbers) }
    }

    subscript(at: Int) -> Number {
        precondition(at >= 0 && at < numbers.count, "number \(at) of \(numbers.count)")
        return withNumbers { $0[at] }
    }
}

extension SectionNumbers where Number: FixedWidthInteger {
    /// Whether all lie in `range`.
    func lie(within range: Range<Number>) -> Bool {
        withNumbers { numbers in
            // No branch within: looked at many at a time.
            var outside = false
            for number in numbers { outside = outside || number < range.lowerBound || number >= range.upperBound }
            return !outside
        }
    }

    /// Whether each is at least as large as the one before it, or larger where `strictly`.
    func ascend(strictly: Bool = false) -> Bool {
        withNumbers { numbers in
            var falls = false
            for at in 1..<max(1, numbers.count) {
                falls = falls || (strictly ? numbers[at] <= numbers[at - 1] : numbers[at] < numbers[at - 1])
            }
            return !falls
        }
    }

    /// Whether they cut `size` things into `count` runs: from 0, never falling, to `size`.
    func cut(_ size: Int, into count: Int) -> Bool {
        self.count == count + 1 && self[0] == 0 && self[count] == Number(exactly: size) && ascend()
    }
}
