/// The runs of four letters of a title: `wi-fi` and `wifi`, `metcon` and `metcons` share most of theirs.
///
/// A run is one of 65,536 places; two that fall on one are taken for each other, which among some hundred of a title is
/// rare.
enum LetterRuns {
    static let places = 1 << 16
    private static let length = 4
    /// Titles beyond tell nothing new and would cost the more.
    private static let most = 256

    /// The places of the runs of `words` as they stand, ascending, each once.
    static func of(_ words: [String]) -> [UInt16] {
        var letters: [UInt32] = [0x20]
        for word in words {
            for scalar in word.unicodeScalars { letters.append(scalar.value) }
            letters.append(0x20)
        }
        guard letters.count >= length else { return [] }
        var runs: [UInt16] = []
        for at in 0...(letters.count - length) {
            let hash = letters[at..<(at + length)].reduce(TextHash.start) { TextHash.step($0, $1) }
            runs.append(UInt16(truncatingIfNeeded: TextHash.finish(hash)))
        }
        return Array(Set(runs.prefix(most))).sorted()
    }
}
