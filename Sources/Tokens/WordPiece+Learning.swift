extension WordPiece {
    /// Learns a vocabulary of at most `size` entries: from single characters, the most frequent neighbours are joined
    /// again and again (Sennrich et al. 2016), pieces within a word marked "##" as WordPiece has them.
    ///
    /// Ties go to the piece that sorts first, so the same texts give the same vocabulary.
    public static func learn(from texts: some Sequence<String>, size: Int) -> WordPiece {
        var counts: [String: Int] = [:]
        for text in texts {
            for word in BasicWords(text) { counts[word, default: 0] += 1 }
        }
        var merges = PieceMerges(counts, room: size - specialTokens.count)
        merges.run()
        let vocabulary = specialTokens + merges.pieces
        guard let learnt = try? WordPiece(vocabulary: vocabulary) else {
            preconditionFailure("pieces are unlike each other and unlike the special tokens")
        }
        return learnt
    }
}

/// The joining of pieces, with the count of every neighbourhood kept up to date as words change.
private struct PieceMerges {
    private(set) var pieces: [String] = []
    private var known: [String: Int] = [:]
    private var words: [(pieces: [Int], count: Int)] = []
    private var pairCounts: [Pair: Int] = [:]
    /// Which words hold, or held, a pair.
    private var places: [Pair: Set<Int>] = [:]
    private var queue = MaximumHeap()
    private let room: Int

    struct Pair: Hashable {
        let left, right: Int
    }

    init(_ counts: [String: Int], room: Int) {
        self.room = room
        // Characters by how often they stand: a vocabulary that is small has the common ones.
        var characters: [String: Int] = [:]
        let sorted = counts.sorted { $0.key < $1.key }.filter { $0.key.unicodeScalars.count <= 100 }
        for (word, count) in sorted {
            for (at, scalar) in word.unicodeScalars.enumerated() {
                characters[(at == 0 ? "" : "##") + String(scalar), default: 0] += count
            }
        }
        let common = characters.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(max(0, room))
        for (piece, _) in common where !WordPiece.specialTokens.contains(piece) { add(piece) }
        for (word, count) in sorted {
            let spelt = word.unicodeScalars.enumerated().map { known[($0 == 0 ? "" : "##") + String($1)] }
            // A word with a character that found no room cannot be spelt, so nothing is learnt from it.
            if spelt.count > 1, !spelt.contains(nil) { words.append((spelt.compactMap { $0 }, count)) }
        }
        for (at, word) in words.enumerated() { countPairs(of: at, word.pieces, by: word.count) }
        for (pair, count) in pairCounts { push(pair, count) }
    }

    mutating func run() {
        while pieces.count < room, let best = queue.pop() {
            let pair = Pair(left: best.left, right: best.right)
            let count = pairCounts[pair] ?? 0
            // What the queue holds may be out of date: then it goes back in with what is true.
            guard count == best.count else {
                if count > 1 { push(pair, count) }
                continue
            }
            guard count > 1 else { return }
            join(pair)
        }
    }

    private mutating func join(_ pair: Pair) {
        let joined = add(text(pair))
        var touched: Set<Pair> = []
        for at in (places[pair] ?? []).sorted() {
            let old = words[at].pieces
            var new: [Int] = []
            new.reserveCapacity(old.count)
            var from = 0
            while from < old.count {
                if from + 1 < old.count, old[from] == pair.left, old[from + 1] == pair.right {
                    new.append(joined)
                    from += 2
                } else {
                    new.append(old[from])
                    from += 1
                }
            }
            guard new.count < old.count else { continue }
            touched.formUnion(countPairs(of: at, old, by: -words[at].count))
            touched.formUnion(countPairs(of: at, new, by: words[at].count))
            words[at].pieces = new
        }
        pairCounts[pair] = nil
        places[pair] = nil
        for other in touched {
            if let count = pairCounts[other], count > 1 { push(other, count) }
        }
    }

    @discardableResult
    private mutating func countPairs(of word: Int, _ pieces: [Int], by count: Int) -> [Pair] {
        var seen: [Pair] = []
        for (left, right) in zip(pieces, pieces.dropFirst()) {
            let pair = Pair(left: left, right: right)
            pairCounts[pair, default: 0] += count
            if count > 0 { places[pair, default: []].insert(word) }
            seen.append(pair)
        }
        return seen
    }

    @discardableResult
    private mutating func add(_ piece: String) -> Int {
        if let known = known[piece] { return known }
        known[piece] = pieces.count
        pieces.append(piece)
        return pieces.count - 1
    }

    private mutating func push(_ pair: Pair, _ count: Int) {
        queue.push(MaximumHeap.Entry(count: count, text: text(pair), left: pair.left, right: pair.right))
    }

    /// Scalars are dropped, not characters: a vowel sign makes one character with the "#" before it.
    private func text(_ pair: Pair) -> String {
        pieces[pair.left] + String(pieces[pair.right].unicodeScalars.dropFirst(2))
    }
}

/// A binary heap that gives the largest count first, and among equals the text that sorts first.
private struct MaximumHeap {
    struct Entry {
        let count: Int
        let text: String
        let left, right: Int
    }
    private var entries: [Entry] = []

    private func before(_ a: Entry, _ b: Entry) -> Bool {
        if a.count != b.count { return a.count > b.count }
        return (a.text, a.left, a.right) < (b.text, b.left, b.right)
    }

    mutating func push(_ entry: Entry) {
        entries.append(entry)
        var at = entries.count - 1
        while at > 0, before(entries[at], entries[(at - 1) / 2]) {
            entries.swapAt(at, (at - 1) / 2)
            at = (at - 1) / 2
        }
    }

    mutating func pop() -> Entry? {
        guard let top = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty {
            entries[0] = last
            var at = 0
            while true {
                var best = at
                for child in [2 * at + 1, 2 * at + 2] where child < entries.count {
                    if before(entries[child], entries[best]) { best = child }
                }
                if best == at { break }
                entries.swapAt(at, best)
                at = best
            }
        }
        return top
    }
}
