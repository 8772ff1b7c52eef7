/// What shoppers type to find a style.
enum SearchWords {
    /// Two to four words of the style in lower case; a few are misspelt.
    static func query(for style: Style, _ dice: inout Dice) -> String {
        let (look, family) = (style.look, style.family)
        let noun = dice.chance(0.6) ? family.nouns[0] : dice.pick(family.nouns)
        var words: [String] = []
        if family.isTextLed {
            // A buyer of parts knows the figures, and leaves out at most one.
            var facts = Wording.facts(of: style, &dice)
            if facts.count > 2, dice.chance(0.4) { facts.removeLast() }
            words = dice.chance(0.7) ? [noun] + facts : facts + [noun]
        } else {
            let said = [
                (look.main.words, 0.75), (look.pattern.words, 0.6), (look.material.words, 0.25),
                (family.kinds[look.kind], 0.5),
            ]
            for (choices, chance) in said where !choices.isEmpty && dice.chance(chance) {
                words.append(dice.chance(0.6) ? choices[0] : dice.pick(choices))
            }
            words.append(noun)
            if dice.chance(0.12) { words.insert(style.brand, at: 0) }
            if dice.chance(0.04) { words.append(style.model) }
        }
        if dice.chance(0.05) {
            var groups = [
                words.filter { !$0.contains(where: \.isNumber) }, words.filter { $0.contains(where: \.isNumber) },
            ]
            Spelling.slip(in: &groups, sparing: 1, &dice)
            words = groups.flatMap { $0 }
        }
        return words.joined(separator: " ").lowercased()
    }
}
