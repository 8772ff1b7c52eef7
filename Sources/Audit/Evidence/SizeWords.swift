/// The sizes of clothing that a listing names in letters, brought to one spelling.
enum SizeWords {
    private static let plain: [String: String] = [
        "xxs": "xxs", "xs": "xs", "small": "s", "medium": "m", "large": "l", "xl": "xl", "xlarge": "xl", "xxl": "xxl",
        "2xl": "xxl", "xxxl": "xxxl", "3xl": "xxxl", "4xl": "4xl", "5xl": "5xl",
    ]
    private static let letters: Set<String> = ["s", "m", "l"]

    /// Single letters count behind the word size alone: a title says "5 m" and "men's" too.
    static func named(in words: [String]) -> [String] {
        words.indices.compactMap { at in
            if let size = plain[words[at]] { return size }
            return at > 0 && words[at - 1] == "size" && letters.contains(words[at]) ? words[at] : nil
        }
    }

    /// A whole value: "XL", "Medium", "10.5 US".
    static func value(_ text: String) -> String? {
        let words = Words.split(text)
        guard !words.isEmpty else { return nil }
        return words.map { plain[$0] ?? $0 }.joined(separator: " ")
    }
}
