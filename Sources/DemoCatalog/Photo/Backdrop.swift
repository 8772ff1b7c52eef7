import Foundation

/// The colours behind a product, (height, width).
struct Backdrop: Sendable {
    let width: Int
    let height: Int
    private(set) var colours: [Colour]

    init(_ photo: DemoPhoto, light: Point) {
        (width, height) = (photo.width, photo.height)
        var dice = Dice(seed: photo.seed)
        let grain = UInt32(truncatingIfNeeded: dice.next())
        let paint = Backdrop.tone(of: photo.background, &dice)
        let other = dice.pick(Backdrop.tables)
        let horizon = dice.real(0.62...0.8)
        let unit = Float(min(width, height))
        colours = []
        colours.reserveCapacity(width * height)
        for row in 0..<height {
            for column in 0..<width {
                let p = Point(Float(column), Float(row)) / unit
                let away = p - Point(Float(width), Float(height)) / (2 * unit) - light * 0.25
                var colour = paint
                switch photo.background {
                case .white: break
                case .studio:
                    colour *= 1.08 - 0.5 * (away * away).sum()
                case .wall:
                    let y = p.y * unit / Float(height)
                    if y > horizon {
                        colour =
                            other * (0.9 + 0.2 * (y - horizon))
                            * (0.92 + 0.14 * Noise.value(Point(p.x * 5, p.y * 40), seed: grain))
                    } else {
                        colour *= 1.04 - 0.3 * (away * away).sum()
                    }
                case .wood:
                    let plank = (p.y * 4.5).rounded(.down)
                    let offset = Noise.cell(Int32(plank), 3, seed: grain)
                    let fibre = Noise.value(Point(p.x * 3 + offset * 9, p.y * 46), seed: grain)
                    let knot = Noise.value(Point(p.x * 2 + offset * 5, p.y * 9), seed: grain &+ 1)
                    colour *= 0.8 + 0.16 * offset + 0.18 * fibre + 0.08 * knot
                    if p.y * 4.5 - plank < 0.035 { colour *= 0.6 }
                case .fabric:
                    let weave = 0.5 + 0.25 * sinf(p.x * 320) + 0.25 * sinf(p.y * 320)
                    let crease = Noise.value(Point(p.x * 2.5 + p.y * 2, p.y * 2 - p.x), seed: grain)
                    colour *= 0.82 + 0.08 * weave + 0.2 * crease
                case .stone:
                    let cloud = Noise.value(p * 4, seed: grain) + 0.5 * Noise.value(p * 9, seed: grain &+ 1)
                    let vein = abs(cloud - 0.75) < 0.03 ? Float(0.88) : 1
                    colour *= (0.9 + 0.1 * cloud) * vein
                }
                colours.append(colour)
            }
        }
    }

    /// Darkens the ground where `cover` keeps the light off, shifted by `step` pixels.
    mutating func shade(_ cover: [Float], shifted step: (x: Int, y: Int), strength: Float) {
        for row in max(0, step.y)..<min(height, height + step.y) {
            for column in max(0, step.x)..<min(width, width + step.x) {
                let shadow = cover[(row - step.y) * width + column - step.x]
                if shadow > 0 { colours[row * width + column] *= 1 - strength * min(1, shadow) }
            }
        }
    }

    private static let walls: [UInt32] = [
        0xE9DFD2, 0xD8E3E6, 0xE8D5D3, 0xD9E2CF, 0xC9CED8, 0xF0EAD8, 0x8FA3AD, 0xB7A08C,
    ]
    private static let cloths: [UInt32] = [0xD8D0C2, 0xB9C4CF, 0x8C8F96, 0xC7A9A0, 0x5D6675, 0xE6E2DA, 0x7B8F7A]
    private static let woods: [UInt32] = [0xC79A63, 0x8A5B38, 0xE0C59A, 0x5A4030, 0xB9A58C]
    private static let tables: [Colour] = [0xD9B98A, 0x9A7150, 0xEDEAE4, 0x6B5A4C].map(Colour.init(hex:))

    private static func tone(of background: DemoPhoto.Background, _ dice: inout Dice) -> Colour {
        switch background {
        case .white: Colour(repeating: dice.real(0.955...0.995))
        case .studio: Colour(repeating: dice.real(0.7...0.92))
        case .wall: Colour(hex: dice.pick(walls))
        case .wood: Colour(hex: dice.pick(woods))
        case .fabric: Colour(hex: dice.pick(cloths))
        case .stone: Colour(hex: dice.pick([0xE4E2DF, 0xC9C6C2, 0x77777A] as [UInt32]))
        }
    }
}
