/// Red, green, blue in 0...1, as a screen shows them.
typealias Colour = SIMD3<Float>

extension Colour {
    init(hex: UInt32) {
        self.init(Float(hex >> 16 & 255) / 255, Float(hex >> 8 & 255) / 255, Float(hex & 255) / 255)
    }

    func mixed(_ other: Colour, _ share: Float) -> Colour { self + (other - self) * share }

    var brightness: Float { (self * Colour(0.3, 0.59, 0.11)).sum() }

    /// Darker below 1, lighter above, kept within what a screen shows.
    func times(_ factor: Float) -> Colour { (self * factor).clamped(lowerBound: .zero, upperBound: .one) }
}

/// A colour that sellers have words for.
struct Ink: Hashable, Sendable {
    /// What sellers call it, the usual word first.
    let words: [String]
    let colour: Colour

    init(_ hex: UInt32, _ words: String...) {
        self.words = words
        colour = Colour(hex: hex)
    }

    static let cloth: [Ink] = [
        Ink(0xC2202C, "red", "scarlet", "crimson"), Ink(0x6E1423, "burgundy", "wine red", "maroon"),
        Ink(0xE8743B, "orange", "tangerine"), Ink(0xEBC334, "yellow", "mustard", "lemon"),
        Ink(0x2F7D4F, "green", "emerald"), Ink(0x6B7344, "olive", "army green", "khaki green"),
        Ink(0x9CC9A9, "mint", "light green"), Ink(0x1F2A4D, "navy", "navy blue", "dark blue"),
        Ink(0x2F66B8, "blue", "royal blue", "cobalt"), Ink(0x93BCE0, "light blue", "sky blue", "baby blue"),
        Ink(0x2A8C93, "teal", "turquoise"), Ink(0x6A3F94, "purple", "violet"), Ink(0xC3A8DB, "lilac", "lavender"),
        Ink(0xE98FAE, "pink", "rose"), Ink(0xC8317A, "fuchsia", "hot pink", "magenta"),
        Ink(0x202024, "black", "jet black"), Ink(0xF2F0EA, "white", "off white", "ivory"),
        Ink(0x8A8D93, "grey", "gray", "silver grey"), Ink(0xD9C3A0, "beige", "sand", "cream"),
        Ink(0x6B4327, "brown", "chocolate", "coffee"), Ink(0xB98149, "camel", "tan", "light brown"),
    ]
    static let leather: [Ink] = [
        Ink(0x202024, "black"), Ink(0x6B4327, "brown", "dark brown"), Ink(0xB0703C, "tan", "cognac", "camel"),
        Ink(0x6E1423, "burgundy", "wine red"), Ink(0xD9C3A0, "beige", "nude"), Ink(0xF0EEE8, "white"),
        Ink(0x1F2A4D, "navy", "dark blue"), Ink(0x8A8D93, "grey", "gray"), Ink(0xC2202C, "red"),
        Ink(0x4A5B3A, "olive", "green"), Ink(0xE0A0B0, "pink", "blush"),
    ]
    static let wood: [Ink] = [
        Ink(0xC79A63, "oak", "natural wood"), Ink(0x6A4328, "walnut", "dark wood"), Ink(0x9B5A34, "teak"),
        Ink(0xE0C59A, "birch", "light wood"), Ink(0x2A2624, "black"), Ink(0xEDEBE6, "white"),
    ]
    static let metal: [Ink] = [
        Ink(0xC4C8CC, "silver", "chrome", "steel"), Ink(0xD2A950, "gold", "golden"),
        Ink(0xB87355, "copper", "rose gold"),
        Ink(0x33363B, "black", "gunmetal"), Ink(0x8E6F3E, "bronze", "brass"),
    ]
}
