/// What makes a style itself: its shape, colours, pattern, material, and for parts the figures of its data sheet.
struct Look: Hashable, Sendable {
    /// Which of the family's kinds it is.
    var kind: Int
    /// Six numbers in 0...1 that the family's drawing reads as lengths and choices.
    var shape: [Float]
    var main: Ink
    var second: Ink
    var third: Ink
    var pattern: Pattern
    var material: Material
    var period: Float
    /// What decides the style where pictures hardly differ.
    var facts: [Fact]

    var paint: Paint {
        var paint = Paint(main.colour, material)
        paint.second = second.colour
        paint.third = third.colour
        paint.pattern = pattern
        paint.period = period
        return paint
    }

    /// A length between `low` and `high`, by the shape's number `place`.
    func length(_ place: Int, _ low: Float, _ high: Float) -> Float { low + (high - low) * shape[place] }

    /// One of `count` choices, by the shape's number `place`.
    func choice(_ place: Int, of count: Int) -> Int { min(count - 1, Int(shape[place] * Float(count))) }

    /// How alike two styles of one family are to a buyer, 0...1; 1 for the same style.
    func likeness(to other: Look) -> Double {
        if !facts.isEmpty {
            let same = zip(facts, other.facts).count { $0 == $1 }
            return Double(same) / Double(max(facts.count, 1))
        }
        let step = main.colour - other.main.colour
        let colour = max(0, 1 - Double((step * step).sum().squareRoot()) * 1.3)
        let apart = zip(shape, other.shape).reduce(Float(0)) { $0 + abs($1.0 - $1.1) }
        let form = max(0, 1 - Double(apart) / 3)
        return 0.35 * colour + 0.2 * (pattern == other.pattern ? 1 : 0) + 0.2 * (kind == other.kind ? 1 : 0) + 0.25
            * form
    }
}

/// One figure of a data sheet, in the ways that sellers write it.
struct Fact: Hashable, Sendable {
    let name: String
    let spellings: [String]

    init(_ name: String, _ spellings: String...) {
        self.name = name
        self.spellings = spellings
    }
}
