extension Wording {
    /// A title for `style` in this seller's manner; the figures of a part are always in it.
    func title(of style: Style, _ dice: inout Dice) -> String {
        var groups = order.map { part in words(for: part, style, &dice) }
        if dice.chance(slips) { Spelling.slip(in: &groups, sparing: order.firstIndex(of: .facts), &dice) }
        var title = groups.flatMap { $0 }.joined(separator: " ")
        if let tail, dice.chance(0.5) { title += dice.chance(0.5) ? ", \(tail)" : " \(tail)" }
        return typed(title)
    }

    /// `title` with a word more or other letters, as a seller does who lists the same thing twice.
    func rewritten(_ title: String, of style: Style, _ dice: inout Dice) -> String {
        switch dice.whole(0...4) {
        case 0: title
        case 1: "\(title) \(typed(dice.pick(Wording.tails)))"
        case 2: "\(typed(dice.pick(style.family.adjectives))) \(title)"
        case 3: "NEW! \(title)"
        default: title.lowercased() == title ? Wording.capitals(title) : title.lowercased()
        }
    }

    private func words(for part: Part, _ style: Style, _ dice: inout Dice) -> [String] {
        let (look, family) = (style.look, style.family)
        switch part {
        case .brand: return dice.chance(brand) ? [style.brand] : []
        case .adjectives:
            let count = adjectives == 0 ? 0 : dice.whole(0...adjectives)
            return Array(dice.shuffled(family.adjectives).prefix(count))
        // The pictures of a part show its colour and material, and its buyers ask for neither.
        case .colour: return family.isTextLed ? [] : some(of: look.main.words, colour, &dice)
        case .pattern: return some(of: look.pattern.words, pattern, &dice)
        case .material: return family.isTextLed ? [] : some(of: look.material.words, material, &dice)
        case .kind: return some(of: family.kinds[look.kind], kind, &dice)
        case .noun: return some(of: family.nouns, 1, &dice)
        case .facts: return Wording.facts(of: style, &dice)
        // A part's model number would decide its style alone.
        case .model: return !family.isTextLed && dice.chance(model) ? [style.model] : []
        }
    }

    /// With `chance`, one of `words`: the usual one, or another as this seller likes.
    private func some(of words: [String], _ chance: Double, _ dice: inout Dice) -> [String] {
        guard let usual = words.first, dice.chance(chance) else { return [] }
        return [dice.chance(synonyms) ? dice.pick(words) : usual]
    }

    /// All figures of `style`, each in one of its spellings.
    static func facts(of style: Style, _ dice: inout Dice) -> [String] {
        let facts = style.look.facts
        let spelt = facts.map { dice.pick($0.spellings) }
        guard let joint = style.family.joint, facts.count > 1, dice.chance(0.4) else { return spelt }
        return ["\(facts[0].spellings[0])\(joint)\(facts[1].spellings[0])"] + spelt.dropFirst(2)
    }

    private func typed(_ title: String) -> String {
        switch letters {
        case .typed: title.prefix(1).uppercased() + title.dropFirst()
        case .capitals: Wording.capitals(title)
        case .upper: title.uppercased()
        case .lower: title.lowercased()
        }
    }

    private static func capitals(_ title: String) -> String {
        title.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
