/// The words of a text as BERT's basic tokenizer has them: control characters gone, lower case, accents stripped, split
/// at white space, every punctuation mark and every Chinese character a word of its own.
struct BasicWords: Sequence {
    private let text: String

    init(_ text: String) { self.text = text }

    func makeIterator() -> IndexingIterator<[String]> {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func flush() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in normalised.unicodeScalars {
            if Self.isSpace(scalar) {
                flush()
            } else if Self.isPunctuation(scalar) || Self.isIdeograph(scalar) {
                flush()
                words.append(String(scalar))
            } else {
                word.append(scalar)
            }
        }
        flush()
        return words.makeIterator()
    }

    /// Cleaned, lower case, without combining marks.
    private var normalised: String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.lowercased() }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !Self.isDropped(scalar) { clean.append(scalar) }
        // Scalar by scalar, without the context rules (a final sigma): so does the reference.
        var lower: [Unicode.Scalar] = []
        for scalar in clean { lower.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars) }
        var plain = String.UnicodeScalarView()
        for scalar in NormalForm.decomposed.apply(lower) where Self.category(scalar) != .nonspacingMark {
            plain.append(scalar)
        }
        return String(plain)
    }

    /// The general category in Unicode 8, whose tables the reference has: what came later has none, some had another.
    private static func category(_ scalar: Unicode.Scalar) -> Unicode.GeneralCategory {
        switch scalar.value {
        case _ where scalar.isNewer(than: 8): .unassigned
        case 0x166D, 0x111C9: .otherPunctuation
        case 0x1734, 0x1171E: .nonspacingMark
        case 0x1885, 0x1886: .otherLetter
        case 0xA9BD: .spacingMark
        default: scalar.properties.generalCategory
        }
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0 || scalar.value == 0xFFFD { return true }
        if scalar == "\t" || scalar == "\n" || scalar == "\r" { return false }
        switch category(scalar) {
        case .control, .format, .privateUse, .surrogate: return true
        default: return false
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 33...47, 58...64, 91...96, 123...126: return true
        default: break
        }
        switch category(scalar) {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    /// From 2B920 on, not 2B820: so does the reference, and what it learnt from it.
    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            return true
        default: return false
        }
    }
}
