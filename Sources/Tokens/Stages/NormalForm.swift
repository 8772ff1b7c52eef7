import Foundation

/// Unicode's normal forms, as the tables of Hugging Face's tokenizers have them: those of Unicode 9.
///
/// What came later neither decomposes nor is reordered there, so it parts a text into what is normalised.
enum NormalForm: Sendable {
    case composed, decomposed, compatiblyComposed, compatiblyDecomposed

    private static let version = 9

    /// Every form leaves ASCII alone.
    func apply(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard !scalars.allSatisfy(\.isASCII) else { return scalars }
        var normal: [Unicode.Scalar] = []
        normal.reserveCapacity(scalars.count)
        var known = String.UnicodeScalarView()
        func flush() {
            if !known.isEmpty { normal.append(contentsOf: form(String(known)).unicodeScalars) }
            known = String.UnicodeScalarView()
        }
        for scalar in scalars {
            switch scalar.value {
            case _ where scalar.isNewer(than: Self.version):
                flush()
                normal.append(scalar)
            // Vowel signs that decompose into marks; the standard library orders them as if they were letters.
            case 0x0F73: known.append(contentsOf: "\u{0F71}\u{0F72}".unicodeScalars)
            case 0x0F75: known.append(contentsOf: "\u{0F71}\u{0F74}".unicodeScalars)
            case 0x0F81: known.append(contentsOf: "\u{0F71}\u{0F80}".unicodeScalars)
            default: known.append(scalar)
            }
        }
        flush()
        return normal
    }

    private func form(_ text: String) -> String {
        switch self {
        case .composed: text.precomposedStringWithCanonicalMapping
        case .decomposed: text.decomposedStringWithCanonicalMapping
        case .compatiblyComposed: text.precomposedStringWithCompatibilityMapping
        case .compatiblyDecomposed: text.decomposedStringWithCompatibilityMapping
        }
    }
}

extension Unicode.Scalar {
    /// Whether it was assigned after a version of Unicode: tables of that version do not have it.
    func isNewer(than version: Int) -> Bool {
        guard !isASCII, let age = properties.age else { return false }
        return age.major > version || (age.major == version && age.minor > 0)
    }
}
