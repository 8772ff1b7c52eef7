import Foundation

/// What a surface looks like before light falls on it.
struct Paint: Sendable {
    var base: Colour
    var second: Colour = .zero
    var third: Colour = .zero
    var pattern: Pattern = .plain
    /// Product units per period of the pattern.
    var period: Float = 0.2
    var material: Material = .matte

    init(_ base: Colour, _ material: Material = .matte) {
        self.base = base
        self.material = material
    }

    /// The same surface, plain and `factor` as bright.
    func plain(_ factor: Float = 1) -> Paint { Paint(base.times(factor), material) }

    func colour(at p: Point) -> Colour {
        var colour = base
        if pattern != .plain {
            let shares = pattern.shares(at: p / period)
            colour = colour.mixed(second, shares.second).mixed(third, shares.third)
        }
        return colour * material.grain(at: p)
    }
}

/// How a surface takes light.
enum Material: String, CaseIterable, Sendable {
    case matte, cotton, knit, denim, satin, leather, ceramic, metal, wood, plastic, steel

    /// How much of the light comes back as a highlight, 0...1.
    var gloss: Float {
        switch self {
        case .matte, .cotton, .knit, .denim: 0
        case .wood: 0.12
        case .leather: 0.25
        case .satin, .plastic: 0.35
        case .ceramic: 0.6
        case .metal, .steel: 0.8
        }
    }

    /// The brightness of the surface's own fine structure at `p`, near 1.
    func grain(at p: Point) -> Float {
        switch self {
        case .matte, .satin, .ceramic, .plastic, .metal: 1
        case .cotton: 0.97 + 0.06 * Noise.value(p * 60, seed: 1)
        case .knit: 0.9 + 0.16 * abs(sinf(p.x * 70)) * (0.6 + 0.4 * abs(sinf(p.y * 55)))
        case .denim: 0.86 + 0.22 * Noise.value(Point(p.x * 45, p.y * 9), seed: 2)
        case .leather: 0.93 + 0.12 * Noise.value(p * 26, seed: 3)
        case .wood: 0.84 + 0.26 * Noise.value(Point(p.x * 4, p.y * 26), seed: 4)
        case .steel: 0.93 + 0.12 * Noise.value(Point(p.x * 5, p.y * 70), seed: 6)
        }
    }

    /// What sellers call it; empty where a buyer would not ask.
    var words: [String] {
        switch self {
        case .matte: []
        case .satin: ["satin", "satin finish"]
        case .cotton: ["cotton", "100% cotton"]
        case .knit: ["knitted", "knit", "wool blend"]
        case .denim: ["denim", "jean"]
        case .leather: ["leather", "PU leather", "faux leather"]
        case .ceramic: ["ceramic", "stoneware", "porcelain"]
        case .metal, .steel: ["metal", "steel"]
        case .wood: ["wooden", "wood", "solid wood"]
        case .plastic: ["plastic", "PP plastic"]
        }
    }
}
