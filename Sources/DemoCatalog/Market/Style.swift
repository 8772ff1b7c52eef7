/// One product that several sellers list.
struct Style: Sendable {
    /// The truth label, as `mug-007`.
    let name: String
    let family: Family
    let look: Look
    let brand: String
    let model: String
    let price: Double
    /// The style that this one looks like but for its colours, or but for one figure.
    let variantOf: String?

    /// `count` styles over all families in turn, a third of them variants of an earlier one; no two look the same.
    static func drawn(count: Int, _ dice: inout Dice) -> [Style] {
        var styles: [Style] = []
        var earlier: [[Style]] = Array(repeating: [], count: Family.all.count)
        var looks: [Set<Look>] = Array(repeating: [], count: Family.all.count)
        for number in 0..<count {
            let place = number % Family.all.count
            let model = earlier[place].isEmpty || !dice.chance(0.34) ? nil : dice.pick(earlier[place])
            let style = Style(Family.all[place], number / Family.all.count, variantOf: model, not: looks[place], &dice)
            looks[place].insert(style.identity)
            if model == nil { earlier[place].append(style) }
            styles.append(style)
        }
        return styles
    }

    /// A style of `family` whose look is not among `taken`.
    private init(
        _ family: Family, _ number: Int, variantOf original: Style?, not taken: Set<Look>, _ dice: inout Dice
    ) {
        var look = original.map { family.variant(of: $0.look, &dice) } ?? family.look(&dice)
        // A part has few figures, so a variant may have no free neighbour: then any free look will do.
        var tries = 0
        while taken.contains(Style.identity(of: look)) {
            tries += 1
            look = original.flatMap { tries < 50 ? family.variant(of: $0.look, &dice) : nil } ?? family.look(&dice)
        }
        let digits = String(number)
        name = "\(family.name)-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        self.family = family
        self.look = look
        brand = original?.brand ?? dice.pick(family.brands)
        let letters = Array("ABCDEFGHKLMNPRSTVX")
        model = original?.model ?? "\(dice.pick(letters))\(dice.pick(letters))\(dice.whole(100...999))"
        let share = dice.unit()
        price = original?.price ?? family.prices.lowerBound + share * share * family.prices.width
        variantOf = tries < 50 ? original?.name : nil
    }

    /// What tells this style from others of its family.
    private var identity: Look { Style.identity(of: look) }

    /// The look, or where figures decide, one that has nothing but these.
    private static func identity(of look: Look) -> Look {
        guard !look.facts.isEmpty else { return look }
        var bare = look
        bare.shape = []
        (bare.kind, bare.second, bare.third) = (0, look.main, look.main)
        (bare.pattern, bare.period) = (.plain, 0)
        return bare
    }
}

extension ClosedRange<Double> {
    fileprivate var width: Double { upperBound - lowerBound }
}
