/// The entries that words are spelt with, and which two become which.
struct MergeTable: Sendable {
    struct Merge: Sendable {
        /// The lower, the earlier.
        let rank: Int32
        let id: Int32
    }

    /// The ids of single characters, and of those that end a word.
    let inner, last: [Unicode.Scalar: Int32]
    /// By a pair of ids, the left in the upper half.
    let merges: [UInt64: Merge]
    /// What stands for a character without an entry; nil leaves it out.
    let unknown: Int32?
    /// Unknown neighbours are one.
    let fusesUnknown: Bool
    /// The ids of 256 bytes that spell a character without an entry, where the vocabulary has them.
    let bytes: [Int32?]?
    /// What a word ends with; its bytes belong to its last character.
    let suffix: String
    /// Entries that are taken whole before any joining, where the file says so.
    let whole: [Spelling: Int32]?

    static func pair(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    func append(_ word: [Unicode.Scalar], to ids: inout [Int32]) {
        if let id = whole?[Spelling(String(String.UnicodeScalarView(word)))] { return ids.append(id) }
        var pieces = spelt(word)
        if pieces.count > 1 { join(&pieces) }
        ids += pieces
    }

    private func spelt(_ word: [Unicode.Scalar]) -> [Int32] {
        var pieces: [Int32] = []
        pieces.reserveCapacity(word.count)
        var pending = false
        for (at, scalar) in word.enumerated() {
            let isLast = at == word.count - 1
            if let id = isLast ? last[scalar] : inner[scalar] {
                if pending, let unknown { pieces.append(unknown) }
                pending = false
                pieces.append(id)
            } else if let spelling = spelling(of: scalar, isLast: isLast) {
                pieces += spelling
            } else if let unknown {
                if pending, !fusesUnknown { pieces.append(unknown) }
                pending = true
            }
        }
        if pending, let unknown { pieces.append(unknown) }
        return pieces
    }

    private func spelling(of scalar: Unicode.Scalar, isLast: Bool) -> [Int32]? {
        guard let bytes else { return nil }
        var spelling: [Int32] = []
        for byte in Array(UTF8.encode(scalar) ?? .init()) + (isLast ? Array(suffix.utf8) : []) {
            guard let id = bytes[Int(byte)] else { return nil }
            spelling.append(id)
        }
        return spelling
    }

    /// Joins neighbours, the lowest rank first and of equals the leftmost.
    private func join(_ pieces: inout [Int32]) {
        let count = pieces.count
        var next = Array(1...count)
        var previous = Array(-1..<count - 1)
        var queue = MinimumHeap()
        func candidate(_ at: Int) -> Merge? {
            next[at] < count ? merges[Self.pair(pieces[at], pieces[next[at]])] : nil
        }
        func push(_ at: Int) {
            if let merge = candidate(at) { queue.push(UInt64(UInt32(bitPattern: merge.rank)) << 32 | UInt64(at)) }
        }
        for at in 0..<count - 1 { push(at) }
        while let key = queue.pop() {
            let at = Int(key & 0xFFFF_FFFF)
            // What was joined away, or has another neighbour since, is out of date.
            guard pieces[at] >= 0, let merge = candidate(at), UInt64(UInt32(bitPattern: merge.rank)) == key >> 32 else {
                continue
            }
            let right = next[at]
            pieces[at] = merge.id
            pieces[right] = -1
            next[at] = next[right]
            if next[at] < count { previous[next[at]] = at }
            if previous[at] >= 0 { push(previous[at]) }
            push(at)
        }
        pieces.removeAll { $0 < 0 }
    }
}

/// A binary heap that gives the smallest first.
private struct MinimumHeap {
    private var keys: [UInt64] = []

    mutating func push(_ key: UInt64) {
        keys.append(key)
        var at = keys.count - 1
        while at > 0, keys[at] < keys[(at - 1) / 2] {
            keys.swapAt(at, (at - 1) / 2)
            at = (at - 1) / 2
        }
    }

    mutating func pop() -> UInt64? {
        guard let top = keys.first, let last = keys.popLast() else { return nil }
        guard !keys.isEmpty else { return top }
        keys[0] = last
        var at = 0
        while true {
            var least = at
            for child in [2 * at + 1, 2 * at + 2] where child < keys.count && keys[child] < keys[least] {
                least = child
            }
            if least == at { return top }
            keys.swapAt(at, least)
            at = least
        }
    }
}
