import Foundation

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
        var lower = String.UnicodeScalarView()
        for scalar in clean { lower.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars) }
        var plain = String.UnicodeScalarView()
        for scalar in String(lower).decomposedStringWithCanonicalMapping.unicodeScalars
        where scalar.properties.generalCategory != .nonspacingMark { plain.append(scalar) }
        return String(plain)
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0 || scalar.value == 0xFFFD { return true }
        if scalar == "\t" || scalar == "\n" || scalar == "\r" { return false }
        switch scalar.properties.generalCategory {
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
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B820...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            return true
        default: return false
        }
    }
}
