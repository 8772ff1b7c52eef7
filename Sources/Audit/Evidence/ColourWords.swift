import Records

/// The colours a listing names, brought to a dozen plain ones: two sellers call one dress navy and blue.
enum ColourWords {
    private static let keys: Set<String> = ["color", "colour", "colors", "colours", "colour_group_name"]

    private static let plain: [String: Int] = {
        let shades = [
            "black jet onyx", "white ivory cream offwhite", "grey gray charcoal anthracite",
            "red burgundy crimson scarlet maroon", "blue navy azure cobalt indigo",
            "green olive khaki emerald mint lime",
            "yellow mustard lemon", "orange apricot", "pink fuchsia magenta rose", "purple violet lilac lavender",
            "brown tan chocolate camel cognac", "beige sand nude taupe", "silver", "gold golden",
            "turquoise teal cyan aqua",
        ]
        var plain: [String: Int] = [:]
        for (bit, words) in shades.enumerated() {
            for word in words.split(separator: " ") { plain[String(word)] = bit }
        }
        return plain
    }()
    /// Shades of no plain colour share the bits beyond those; two of them seldom fall on one.
    private static let further = 16..<64

    static func isKey(_ key: String) -> Bool { keys.contains(key) }

    /// The colours of the attributes where they name any, else those of the title.
    static func named(by product: Product, titleWords: [String]) -> ColourSet {
        var found = ColourSet()
        for (key, value) in product.attributes where keys.contains(key.lowercased()) {
            let words = Words.split(value)
            let known = words.compactMap { plain[$0] }
            known.forEach { found.insert($0) }
            if known.isEmpty {
                for word in words { found.insert(further.lowerBound + Int(TextHash.of(word) % UInt32(further.count))) }
            }
        }
        if found.isEmpty { titleWords.compactMap { plain[$0] }.forEach { found.insert($0) } }
        return found
    }
}
