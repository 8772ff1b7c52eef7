/// A set of Unicode scalars, as a class of a regular expression describes it.
///
/// Categories are those of Unicode 16, as in the Oniguruma of Hugging Face's tokenizers: what came later is in none.
struct ScalarSet: Sendable {
    enum Item: Sendable {
        case range(ClosedRange<UInt32>)
        case space, notSpace, digit, notDigit, word, notWord
        /// Those of the general categories, or all others.
        case categories(Set<Unicode.GeneralCategory>, inverted: Bool)

        func contains(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .range(let range): range.contains(scalar.value)
            case .space: scalar.properties.isWhitespace
            case .notSpace: !scalar.properties.isWhitespace
            case .digit: scalar.properties.generalCategory == .decimalNumber
            case .notDigit: scalar.properties.generalCategory != .decimalNumber
            case .word: Self.isWord(scalar)
            case .notWord: !Self.isWord(scalar)
            case .categories(let categories, let inverted):
                (!scalar.isNewer(than: ScalarSet.version)
                    && categories.contains(scalar.properties.generalCategory)) != inverted
            }
        }

        /// Oniguruma's \w: letters and what goes for one, marks, decimal digits and connectors.
        private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
            if scalar.isNewer(than: ScalarSet.version) { return false }
            // Within Latin-1 it has a table of its own, with the small numbers too.
            if scalar.value < 256, scalar.properties.generalCategory == .otherNumber { return true }
            let category = scalar.properties.generalCategory
            return scalar.properties.isAlphabetic || category == .decimalNumber || category == .connectorPunctuation
                || ScalarSet.marks.contains(category)
        }
    }

    private static let version = 16
    private let items: [Item]
    private let inverted: Bool
    /// Which of the 128 first scalars are in it: most of most texts.
    private let low, high: UInt64

    init(_ items: [Item], inverted: Bool = false) {
        self.items = items
        self.inverted = inverted
        var halves: (UInt64, UInt64) = (0, 0)
        for value in UInt8(0)..<128 where items.contains(where: { $0.contains(Unicode.Scalar(value)) }) != inverted {
            if value < 64 { halves.0 |= 1 << value } else { halves.1 |= 1 << (value - 64) }
        }
        (low, high) = halves
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return low >> value & 1 == 1 }
        if value < 128 { return high >> (value - 64) & 1 == 1 }
        for item in items where item.contains(scalar) { return !inverted }
        return inverted
    }

    static let letters: Set<Unicode.GeneralCategory> = [
        .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    ]
    static let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .spacingMark, .enclosingMark]
    static let numbers: Set<Unicode.GeneralCategory> = [.decimalNumber, .letterNumber, .otherNumber]

    /// The categories of a property's short name, as in \p{L}.
    static func categories(named name: String) -> Set<Unicode.GeneralCategory>? {
        switch name {
        case "L": letters
        case "Lu": [.uppercaseLetter]
        case "Ll": [.lowercaseLetter]
        case "Lt": [.titlecaseLetter]
        case "Lm": [.modifierLetter]
        case "Lo": [.otherLetter]
        case "M": marks
        case "Mn": [.nonspacingMark]
        case "N": numbers
        case "Nd": [.decimalNumber]
        case "Z": [.spaceSeparator, .lineSeparator, .paragraphSeparator]
        case "Zs": [.spaceSeparator]
        case "P":
            [
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation,
            ]
        case "S": [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]
        default: nil
        }
    }
}
