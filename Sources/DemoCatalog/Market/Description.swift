/// What a seller writes under a title.
enum Description {
    /// Two to four sentences; for a part they repeat some of its figures.
    static func text(of style: Style, _ dice: inout Dice) -> String {
        let (look, family) = (style.look, style.family)
        let noun = dice.pick(family.nouns)
        var sentences: [String] = []
        if dice.chance(0.5) { sentences.append("\(style.brand) \(noun), \(dice.pick(family.adjectives)).") }
        if family.isTextLed {
            let figures = look.facts.filter { _ in dice.chance(0.7) }.map { "\($0.name): \(dice.pick($0.spellings))" }
            if !figures.isEmpty { sentences.append(figures.joined(separator: "; ") + ".") }
        } else {
            let words = [look.main.words, look.pattern.words, look.material.words, family.kinds[look.kind]]
            let said = words.filter { !$0.isEmpty && dice.chance(0.7) }.map { dice.pick($0) }
            if !said.isEmpty { sentences.append("The \(noun) is " + said.joined(separator: ", ") + ".") }
        }
        let rest = dice.whole(1...2)
        sentences += dice.shuffled(shop).prefix(rest)
        return sentences.joined(separator: dice.chance(0.1) ? "\n" : " ")
    }

    /// What every shop says about anything.
    private static let shop = [
        "Ships within 24 hours.", "Please allow small differences in colour due to light and screen.",
        "30 days return, no questions asked.", "Ask us for a discount on larger orders!", "Brand new, never used.",
        "Our customers love it: \"exactly as shown\".", "Gift box available.", "Invoice with VAT included.",
    ]
}
