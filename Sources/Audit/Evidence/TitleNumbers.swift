/// The sizes, quantities and model codes of a title, comparable: `4k7` is `4.7k`, `2 cm` is `20mm`, `M4 x 20` is
/// `M4x20`.
///
/// For goods that are told by text - screws, resistors, bearings - one figure is all that differs between two products.
struct TitleNumbers: Equatable, Sendable {
    /// Measures, counts and bare numbers, ascending: what kind in the upper half, how much in the lower.
    private let numbers: [UInt32]
    /// Model codes, ascending: the letters they begin with, or for `2rs` end with, in the upper half.
    private let codes: [UInt32]
    /// `small`, `XL`, `size M`: nil where the title names none or several.
    let size: UInt32?

    init(words: [String]) {
        let figures = Figures.joined(words).compactMap { Figures.figure($0) }
        func packed(_ kept: (Figures.Figure) -> Bool) -> [UInt32] {
            Set(figures.filter(kept).map { TextHash.of($0.kind) & 0xFFFF_0000 | TextHash.of($0.value) >> 16 }).sorted()
        }
        numbers = packed { !$0.isCode }
        codes = packed(\.isCode)
        let sizes = Set(SizeWords.named(in: words))
        size = sizes.count == 1 ? sizes.first.map { TextHash.of($0) } : nil
    }

    /// True where measures and numbers of both agree, false where they contradict each other, nil where neither can be
    /// said.
    ///
    /// A figure that only one of them gives contradicts nothing: sellers leave figures out.
    static func numbersAgree(_ a: TitleNumbers, _ b: TitleNumbers) -> Bool? {
        let found = compare(a.numbers, b.numbers)
        return found.conflict ? false : found.common ? true : nil
    }

    /// The same of model codes: `M6` contradicts `M8`, and codes none of which is shared contradict each other.
    static func codesAgree(_ a: TitleNumbers, _ b: TitleNumbers) -> Bool? {
        let found = compare(a.codes, b.codes)
        if found.conflict { return false }
        if found.common { return true }
        return a.codes.isEmpty || b.codes.isEmpty ? nil : false
    }

    /// Whether two lists share a figure, and whether of one kind each has one that the other lacks.
    private static func compare(_ a: [UInt32], _ b: [UInt32]) -> (common: Bool, conflict: Bool) {
        var (common, conflict) = (false, false)
        for one in a {
            if b.contains(one) {
                common = true
            } else if b.contains(where: { $0 & 0xFFFF_0000 == one & 0xFFFF_0000 && !a.contains($0) }) {
                conflict = true
            }
        }
        return (common, conflict)
    }
}
