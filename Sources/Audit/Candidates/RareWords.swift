/// The rows whose titles share a rare word with a row's: a model's code, a maker's name.
///
/// Words alone may be all that a catalogue has, and its vectors bunch where titles follow one pattern; what tells products
/// apart is then the word that few of them have. Each row is compared with those that share its rarest words, so the cost
/// grows with the rows.
struct RareWords: Sendable {
    /// Row numbers, word after word, and where each word's begin.
    private var rows: [Int32] = []
    private var starts: [Int32]
    /// The words of each row, `perRow` places each; -1 where it has no more.
    private var words: [Int32]

    /// A word that more rows have tells few apart.
    private static let most = 24
    private static let perRow = 3

    init(_ facts: [ListingFacts]) {
        var counts: [UInt32: Int32] = [:]
        for listing in facts { for word in listing.words { counts[word.hash, default: 0] += 1 } }
        let known = counts.filter { (2...Int32(Self.most)).contains($0.value) }
        var numbers: [UInt32: Int32] = [:]
        words = [Int32](repeating: -1, count: facts.count * Self.perRow)
        var sizes: [Int32] = []
        for (row, listing) in facts.enumerated() {
            let rarest = listing.words.compactMap { word in known[word.hash].map { (count: $0, hash: word.hash) } }
                .sorted { ($0.count, $0.hash) < ($1.count, $1.hash) }.prefix(Self.perRow)
            for (place, word) in rarest.enumerated() {
                let number = numbers[word.hash] ?? Int32(sizes.count)
                if number == sizes.count {
                    numbers[word.hash] = number
                    sizes.append(0)
                }
                sizes[Int(number)] += 1
                words[row * Self.perRow + place] = number
            }
        }
        starts = [0]
        for size in sizes { starts.append(starts[starts.count - 1] + size) }
        rows = [Int32](repeating: 0, count: Int(starts[starts.count - 1]))
        var next = starts
        for (place, word) in words.enumerated() where word >= 0 {
            rows[Int(next[Int(word)])] = Int32(place / Self.perRow)
            next[Int(word)] += 1
        }
    }

    /// The rows that a row is to be compared with; one may be there twice.
    func partners(of row: Int) -> [Int32] {
        words[(row * Self.perRow)..<((row + 1) * Self.perRow)].filter { $0 >= 0 }.flatMap { word in
            rows[Int(starts[Int(word)])..<Int(starts[Int(word) + 1])].filter { Int($0) != row }
        }
    }
}
