/// Numbers that are looked for; NaN is none of them.
struct NumberSet {
    let members: Set<Double>
    private let range: ClosedRange<Double>

    /// So many are compared one by one.
    static let few = 8

    init(_ numbers: [Double]) {
        members = Set(numbers.filter { !$0.isNaN })
        range = (members.min() ?? 0)...(members.max() ?? 0)
    }

    @inline(__always)
    func contains(_ number: Double) -> Bool { range.contains(number) && members.contains(number) }
}
