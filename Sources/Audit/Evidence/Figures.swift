/// Reads the figures out of a title's words.
enum Figures {
    struct Figure {
        /// `length`, `number`; of a code the letters by which it is told from codes of another kind.
        var kind: String
        var value: String
        var isCode = false
    }

    /// Joins what sellers write apart: `20 mm`, `m4 x 20`.
    static func joined(_ words: [String]) -> [String] {
        var joined: [String] = []
        var at = 0
        while at < words.count {
            var word = words[at]
            while word.last?.isNumber == true, at + 1 < words.count {
                let next = words[at + 1]
                if next == "x", at + 2 < words.count, words[at + 2].first?.isNumber == true {
                    word += "x" + words[at + 2]
                    at += 2
                } else if isFigure(next.dropFirst()), next.first == "x" {
                    word += next
                    at += 1
                } else {
                    break
                }
            }
            if Double(word) != nil, at + 1 < words.count, Units.known[words[at + 1]] != nil {
                word += words[at + 1]
                at += 1
            }
            joined.append(word)
            at += 1
        }
        return joined
    }

    private static func isFigure(_ text: Substring) -> Bool { text.first?.isNumber == true }

    static func figure(_ word: String) -> Figure? {
        guard word.contains(where: \.isNumber) else { return nil }
        if let value = Double(word) { return Figure(kind: "number", value: text(value)) }
        let number = word.prefix { $0.isNumber || $0 == "." }
        let rest = word.dropFirst(number.count)
        if let value = Double(number) {
            if let unit = Units.known[String(rest)] {
                return Figure(kind: unit.kind, value: text(value * unit.factor))
            }
            // IEC 60062: the letter stands where the point would.
            if let letter = rest.first, let unit = Units.known[String(letter)], unit.kind == "resistance",
                rest.dropFirst().allSatisfy(\.isNumber), let value = Double("\(number).\(rest.dropFirst())")
            {
                return Figure(kind: unit.kind, value: text(value * unit.factor))
            }
        }
        let sides = word.split(separator: "x")
        if sides.count > 1, sides.dropLast().allSatisfy({ $0.last?.isNumber == true }),
            sides.dropFirst().allSatisfy({ isFigure($0) })
        {
            // `m4x20mm` is `m4x20`.
            let end = word.lastIndex(where: \.isNumber) ?? word.startIndex
            return Figure(kind: "extent", value: String(word[...end]))
        }
        let letters = word.first?.isNumber == true ? String(rest) : String(word.prefix { !$0.isNumber })
        return Figure(kind: "code " + letters, value: word, isCode: true)
    }

    /// Rounded to six digits: 0.1 cm is 1 mm.
    private static func text(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "\(value)" }
        var scale = 1.0
        while abs(value) * scale < 100_000, scale < 1e12 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
