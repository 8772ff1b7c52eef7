/// Titles taken apart into lower-case words.
enum Words {
    /// Runs of letters and digits; a point, comma or slash between two digits stays within a word.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        let characters = Array(text.lowercased())
        func isDigit(_ at: Int) -> Bool { characters.indices.contains(at) && characters[at].isNumber }
        for (at, character) in characters.enumerated() {
            if character.isLetter || character.isNumber {
                word.append(character)
            } else if character == "×" {
                word.append("x")
            } else if ".,/".contains(character), isDigit(at - 1), isDigit(at + 1) {
                word.append(character == "," ? "." : character)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
