/// Entries by the scalars they begin with, to find all that begin at a place of a text.
struct ScalarTrie: Sendable {
    /// The node that a scalar leads to from a node (in the upper half).
    private var edges: [UInt64: Int32] = [:]
    /// The entry that ends at a node, or -1; the first node is the root.
    private var entries: [Int32] = [-1]

    private static func edge(_ node: Int32, _ scalar: Unicode.Scalar) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar.value)
    }

    mutating func reserve(_ scalars: Int) {
        edges.reserveCapacity(scalars)
        entries.reserveCapacity(scalars + 1)
    }

    /// Of two equal entries the later holds.
    mutating func insert(_ scalars: some Sequence<Unicode.Scalar>, _ entry: Int32) {
        var node: Int32 = 0
        for scalar in scalars {
            let edge = Self.edge(node, scalar)
            if let next = edges[edge] {
                node = next
            } else {
                node = Int32(entries.count)
                edges[edge] = node
                entries.append(-1)
            }
        }
        entries[Int(node)] = entry
    }

    /// Gives every entry that begins at `start`, the shortest first, with the place behind it.
    func forEach(in text: [Unicode.Scalar], from start: Int, _ take: (_ entry: Int32, _ end: Int) -> Void) {
        var node: Int32 = 0
        for at in start..<text.count {
            guard let next = edges[Self.edge(node, text[at])] else { return }
            node = next
            if entries[Int(node)] >= 0 { take(entries[Int(node)], at + 1) }
        }
    }
}
