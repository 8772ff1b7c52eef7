import Records

/// The colours a listing names, brought to a dozen plain ones: two sellers call one dress navy and blue.
enum ColourWords {
    private static let keys: Set<String> = ["color", "colour", "colors", "colours", "colour_group_name"]

    private static let plain: [String: String] = {
        let shades = [
            "black": "black jet onyx", "white": "white ivory cream offwhite", "grey": "grey gray charcoal anthracite",
            "red": "red burgundy crimson scarlet maroon", "blue": "blue navy azure cobalt indigo",
            "green": "green olive khaki emerald mint lime", "yellow": "yellow mustard lemon",
            "orange": "orange apricot", "pink": "pink fuchsia magenta rose", "purple": "purple violet lilac lavender",
            "brown": "brown tan chocolate camel cognac", "beige": "beige sand nude taupe", "silver": "silver",
            "gold": "gold golden", "turquoise": "turquoise teal cyan aqua",
        ]
        var plain: [String: String] = [:]
        for (colour, words) in shades { for word in words.split(separator: " ") { plain[String(word)] = colour } }
        return plain
    }()

    /// The colours of the attributes where they name any, else those of the title.
    static func named(by product: Product, titleWords: Set<String>) -> Set<String> {
        var found: Set<String> = []
        for (key, value) in product.attributes where keys.contains(key.lowercased()) {
            let words = Words.split(value)
            let known = words.compactMap { plain[$0] }
            found.formUnion(known.isEmpty ? words : known)
        }
        return found.isEmpty ? Set(titleWords.compactMap { plain[$0] }) : found
    }

    /// Whether two sets of colours share one; nil where either is empty.
    static func agree(_ a: Set<String>, _ b: Set<String>) -> Bool? {
        a.isEmpty || b.isEmpty ? nil : !a.isDisjoint(with: b)
    }
}
