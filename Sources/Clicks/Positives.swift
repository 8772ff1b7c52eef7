/// Which products, by their places, are no negatives of each other: click pairs, and groups of any number of kinds.
public struct Positives: Sendable {
    private let pairs: Set<UInt64>
    /// For each kind, the group of each product; -1 for none.
    private let kinds: [[Int32]]

    /// - Parameter kinds: For each reason to belong together - a title, a picture's file - the groups of products that
    ///   share one; a product is in at most one group of a kind.
    public init(count: Int, pairs: [(Int, Int)], kinds: [[[Int]]]) {
        self.pairs = Set(pairs.map { Self.key($0.0, $0.1) })
        self.kinds = kinds.map { groups in
            var places = [Int32](repeating: -1, count: count)
            for (number, members) in groups.enumerated() {
                for member in members { places[member] = Int32(number) }
            }
            return places
        }
    }

    public func contains(_ a: Int, _ b: Int) -> Bool {
        kinds.contains { $0[a] >= 0 && $0[a] == $0[b] } || pairs.contains(Self.key(a, b))
    }

    private static func key(_ a: Int, _ b: Int) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
}
