/// The texts of a column, as the shop wrote them; what a filter compares them by lies beside them.
struct TextValues: Sendable {
    /// Where each begins among the bytes, and where the last ends: (count + 1).
    private let offsets: SectionNumbers<UInt64>
    private let utf8: SectionNumbers<UInt8>
    /// (count), of the texts folded.
    private let hashes: SectionNumbers<UInt32>
    /// Which are numbers, ascending, and these numbers.
    private let numbered: SectionNumbers<Int32>
    private let amounts: SectionNumbers<Double>

    /// How many sections the texts take.
    static let sectionCount = 5

    /// - Throws: `RetrievalError.damagedSnapshot` where the sections from `section` on do not fit together.
    init(_ bytes: SectionedBytes, from section: Int, of column: String) throws(RetrievalError) {
        offsets = try bytes.numbers(section, "offsets of \(column)")
        utf8 = try bytes.numbers(section + 1, "texts of \(column)")
        let count = offsets.count - 1
        guard count >= 0, count < Int(Int32.max), offsets.cut(utf8.count, into: count) else {
            throw bytes.fault("the offsets of \(column) do not lie within its texts")
        }
        hashes = try bytes.numbers(section + 2, "hashes of \(column)", count: count)
        numbered = try bytes.numbers(section + 3, "numbers of \(column)")
        amounts = try bytes.numbers(section + 4, "amounts of \(column)", count: numbered.count)
        guard numbered.lie(within: 0..<Int32(count)), numbered.ascend(strictly: true) else {
            throw bytes.fault("the numbers of \(column) are not those of its texts")
        }
    }

    var count: Int { hashes.count }

    /// A text as the shop wrote it.
    subscript(at: Int) -> String {
        let (start, end) = (Int(offsets[at]), Int(offsets[at + 1]))
        return utf8.withNumbers { String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self) }
    }

    /// Calls `body` with the place of each text that satisfies a condition, with some of them again and again.
    @inline(__always)
    func forEachMatch(_ condition: FacetCondition, _ body: (Int) -> Void) {
        if case .among(let words, _, _) = condition, !words.isEmpty { forEachMatch(words, body) }
        condition.tests({ numbers, _ in numbers }) { forEachNumber($0, body) }
    }

    @inline(__always)
    private func forEachMatch(_ words: Set<String>, _ body: (Int) -> Void) {
        let sieve = HashSieve(words)
        // What one text is, its copies are: titles that a shop uses again and again.
        var last: (place: Int, matches: Bool)?
        hashes.withNumbers { hashes in
            sieve.forEach(in: hashes) { at in
                let matches: Bool
                if let last, isCopy(at, of: last.place) {
                    matches = last.matches
                } else {
                    matches = words.contains(self[at].lowercased())
                    last = (at, matches)
                }
                if matches { body(at) }
            }
        }
    }

    private func isCopy(_ at: Int, of other: Int) -> Bool {
        offsets.withNumbers { offsets in
            utf8.withNumbers { utf8 in
                func text(_ at: Int) -> UnsafeRawBufferPointer {
                    UnsafeRawBufferPointer(
                        rebasing: UnsafeRawBufferPointer(utf8)[Int(offsets[at])..<Int(offsets[at + 1])])
                }
                return ByteOrder.compare(text(at), text(other)) == 0
            }
        }
    }

    @inline(__always)
    private func forEachNumber(_ holds: (Double) -> Bool, _ body: (Int) -> Void) {
        numbered.withNumbers { numbered in
            amounts.withNumbers { amounts in
                for at in amounts.indices where holds(amounts[at]) { body(Int(numbered[at])) }
            }
        }
    }
}
