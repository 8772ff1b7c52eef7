/// How one seller words a title.
struct Wording: Sendable {
    /// What a title is made of.
    enum Part: Sendable {
        case brand, adjectives, colour, pattern, material, kind, noun, facts, model
    }

    /// How a seller types letters.
    enum Letters: Sendable, CaseIterable {
        case typed, capitals, upper, lower
    }

    let order: [Part]
    /// How often a title has the part, 0...1, for the parts that it may lack.
    let colour: Double
    let pattern: Double
    let material: Double
    let kind: Double
    let brand: Double
    let model: Double
    /// The most adjectives that it puts into one title.
    let adjectives: Int
    /// How often it takes another word than the usual one, 0...1.
    let synonyms: Double
    /// How often a title has a misspelt word, 0...1.
    let slips: Double
    /// What it writes behind some titles.
    let tail: String?
    let letters: Letters

    init(_ dice: inout Dice) {
        order = dice.pick(Wording.orders)
        colour = Double(dice.real(0.6...1))
        pattern = Double(dice.real(0.4...1))
        material = Double(dice.real(0.1...0.9))
        kind = Double(dice.real(0.4...1))
        brand = dice.pick([0.15, 0.5, 0.9])
        model = dice.pick([0, 0, 0.1, 0.5])
        adjectives = dice.whole(0...3)
        synonyms = Double(dice.real(0.2...0.8))
        slips = Double(dice.real(0...0.12))
        tail = dice.chance(0.35) ? dice.pick(Wording.tails) : nil
        let habits: [Letters] = [.typed, .typed, .capitals, .capitals, .lower, .upper]
        letters = dice.pick(habits)
    }

    private static let orders: [[Part]] = [
        [.brand, .adjectives, .colour, .pattern, .material, .kind, .noun, .facts, .model],
        [.noun, .kind, .facts, .colour, .pattern, .material, .brand, .model, .adjectives],
        [.colour, .pattern, .kind, .noun, .facts, .material, .adjectives, .brand, .model],
        [.facts, .adjectives, .material, .noun, .kind, .pattern, .colour, .model, .brand],
        [.brand, .model, .kind, .noun, .facts, .adjectives, .pattern, .material, .colour],
        [.adjectives, .kind, .material, .noun, .brand, .facts, .pattern, .colour, .model],
    ]

    /// What sellers write behind a title, whatever the product.
    static let tails = [
        "free shipping", "new", "best price", "hot sale", "fast delivery", "new arrival", "in stock", "original",
    ]
}
