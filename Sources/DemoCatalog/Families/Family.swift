/// A kind of product: its words, its colours, and how it is drawn.
struct Family: Sendable {
    let name: String
    let category: [String]
    let nouns: [String]
    /// The words of each kind, the usual ones first.
    let kinds: [[String]]
    var inks: [Ink] = Ink.cloth
    var patterns: [Pattern] = [.plain]
    var materials: [Material]
    let prices: ClosedRange<Double>
    var periods: ClosedRange<Float> = 0.14...0.26
    var adjectives: [String]
    let brands: [String]
    /// The figures that decide a style, for families whose pictures hardly differ.
    var facts: (@Sendable (inout Dice) -> [Fact])?
    /// What may join the first two figures to one word, as in `M4x20mm`.
    var joint: String?
    /// Paints the product within -1...1.
    let draw: @Sendable (Look, inout Layer) -> Void

    /// Whether the title's figures, not the picture, decide the style.
    var isTextLed: Bool { facts != nil }

    static let all: [Family] = [
        tShirt, screw, mug, sneaker, dress, connector, backpack, lamp, watch, bearing, chair, bottle, handbag, resistor,
        rug, vase,
    ]

    /// A new look of this family.
    func look(_ dice: inout Dice) -> Look {
        let main = dice.pick(inks)
        let second = contrast(to: [main], &dice)
        let third = contrast(to: [main, second], &dice)
        return Look(
            kind: dice.whole(0...kinds.count - 1),
            shape: (0..<6).map { _ in Float(dice.whole(0...8)) / 8 },
            main: main, second: second, third: third,
            pattern: dice.chance(0.4) ? .plain : dice.pick(patterns), material: dice.pick(materials),
            period: dice.real(periods), facts: facts?(&dice) ?? [])
    }

    /// The same shape in another colour, or the same part with one other figure.
    func variant(of look: Look, _ dice: inout Dice) -> Look {
        var other = look
        if let facts {
            let fresh = facts(&dice)
            let place = dice.whole(0...fresh.count - 1)
            other.facts[place] = fresh[place]
        } else {
            other.main = contrast(to: [look.main], &dice)
            other.second = contrast(to: [other.main], &dice)
            other.third = contrast(to: [other.main, other.second], &dice)
        }
        return other
    }

    private func contrast(to others: [Ink], _ dice: inout Dice) -> Ink {
        var best = dice.pick(inks)
        for _ in 0..<20 {
            let apart = others.map { other in
                let step = best.colour - other.colour
                return (step * step).sum().squareRoot()
            }
            if apart.allSatisfy({ $0 > 0.45 }) { break }
            best = dice.pick(inks)
        }
        return best
    }
}
