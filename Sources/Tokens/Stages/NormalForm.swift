import Foundation

/// Unicode's normal forms, as the tables of Hugging Face's tokenizers have them: those of Unicode 9.
///
/// What came later neither decomposes nor is reordered there, so it parts a text into what is normalised. The standard
/// library takes texts apart well in two steps; what it puts together wrongly is kept from it.
enum NormalForm: Sendable {
    case composed, decomposed, compatiblyComposed, compatiblyDecomposed

    private static let version = 9

    /// Every form leaves ASCII alone.
    func apply(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard !scalars.allSatisfy(\.isASCII) else { return scalars }
        switch self {
        case .decomposed:
            let spelt = scalars.flatMap { Self.spelt($0) ?? [$0] }
            return Self.each(spelt, \.decomposedStringWithCanonicalMapping) { $0.isNewer(than: Self.version) }
        case .compatiblyDecomposed:
            // In one step marks that were one character with a blank stay where they stood.
            return Self.decomposed.apply(
                Self.each(scalars, \.decomposedStringWithCompatibilityMapping) { $0.isNewer(than: Self.version) })
        case .composed: return Self.joined(Self.decomposed.apply(scalars))
        case .compatiblyComposed: return Self.joined(Self.compatiblyDecomposed.apply(scalars))
        }
    }

    private static func joined(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        each(scalars, \.precomposedStringWithCanonicalMapping) { $0.isNewer(than: version) || isMistaken($0) }
    }

    /// A form of each stretch between scalars that stand alone.
    private static func each(
        _ scalars: [Unicode.Scalar], _ form: KeyPath<String, String>, alone: (Unicode.Scalar) -> Bool
    ) -> [Unicode.Scalar] {
        var normal: [Unicode.Scalar] = []
        normal.reserveCapacity(scalars.count)
        var stretch = String.UnicodeScalarView()
        for scalar in scalars {
            guard alone(scalar) else {
                stretch.append(scalar)
                continue
            }
            if !stretch.isEmpty { normal += String(stretch)[keyPath: form].unicodeScalars }
            stretch.removeAll()
            normal.append(scalar)
        }
        if !stretch.isEmpty { normal += String(stretch)[keyPath: form].unicodeScalars }
        return normal
    }

    /// Vowel signs of Tibetan that are two marks; the standard library orders them as if they were letters.
    private static func spelt(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        switch scalar.value {
        case 0x0F73: ["\u{0F71}", "\u{0F72}"]
        case 0x0F75: ["\u{0F71}", "\u{0F74}"]
        case 0x0F81: ["\u{0F71}", "\u{0F80}"]
        default: nil
        }
    }

    /// What the standard library joins to neighbours that it has nothing to do with: letters of Hangul that it takes
    /// for the last of those that form syllables, and letters beyond U+FFFF, which it takes for those 65,536 before.
    private static func isMistaken(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1113, 0x1176, 0x11A7, 0x11C3: true
        case ..<0x10000: false
        // The few that do join, or are joined to.
        case 0x11099, 0x1109B, 0x110A5, 0x110BA, 0x11127, 0x11131, 0x11132, 0x1133E, 0x11347, 0x11357, 0x114B0, 0x114B9,
            0x114BA, 0x114BD, 0x115AF, 0x115B8, 0x115B9:
            false
        default: scalar.properties.canonicalCombiningClass == .notReordered
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
