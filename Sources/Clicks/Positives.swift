/// Which products, by their places, are no negatives of each other: click pairs, and groups that share a title.
public struct Positives: Sendable {
    private let pairs: Set<UInt64>
    private let group: [Int32]

    /// - Parameter groups: Products that all belong together; a product is in one group at most.
    public init(count: Int, pairs: [(Int, Int)], groups: [[Int]]) {
        self.pairs = Set(pairs.map { Self.key($0.0, $0.1) })
        var group = [Int32](repeating: -1, count: count)
        for (number, members) in groups.enumerated() {
            for member in members { group[member] = Int32(number) }
        }
        self.group = group
    }

    public func contains(_ a: Int, _ b: Int) -> Bool {
        (group[a] >= 0 && group[a] == group[b]) || pairs.contains(Self.key(a, b))
    }

    private static func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
}
