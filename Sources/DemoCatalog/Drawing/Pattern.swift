import Foundation

/// What is printed or woven on a surface.
enum Pattern: String, CaseIterable, Sendable {
    case plain, stripes, columns, diagonal, dots, check, tartan, floral, zigzag, leopard, block, speckle

    /// What sellers call it; empty for a plain surface.
    var words: [String] {
        switch self {
        case .plain: []
        case .stripes: ["striped", "stripe", "horizontal stripes"]
        case .columns: ["pinstripe", "vertical stripes"]
        case .diagonal: ["diagonal stripe", "diagonal striped"]
        case .dots: ["polka dot", "dotted", "spotted"]
        case .check: ["gingham", "checked", "checkered"]
        case .tartan: ["plaid", "tartan"]
        case .floral: ["floral", "flower print", "floral print"]
        case .zigzag: ["zigzag", "chevron"]
        case .leopard: ["leopard", "animal print"]
        case .block: ["colour block", "two tone", "color block"]
        case .speckle: ["speckled", "marble"]
        }
    }

    /// How much of the second and third colour lies at `p`, in units of the pattern's period; each 0...1.
    func shares(at p: Point) -> (second: Float, third: Float) {
        switch self {
        case .plain: (0, 0)
        case .stripes: (band(p.y, 0.45), 0)
        case .columns: (band(p.x * 1.6, 0.22), 0)
        case .diagonal: (band((p.x + p.y) * 0.8, 0.4), 0)
        case .zigzag: (band(p.y + abs(wrapped(p.x) - 0.5) * 0.9, 0.42), 0)
        case .check: ((band(p.x, 0.5) + band(p.y, 0.5)) * 0.5, 0)
        case .tartan:
            (
                max(band(p.x * 0.6, 0.45), band(p.y * 0.6, 0.45)) * 0.6,
                max(band(p.x * 0.6 + 0.33, 0.08), band(p.y * 0.6 + 0.33, 0.08)) * 0.9
            )
        case .dots:
            (dot(p), 0)
        case .floral: flower(p)
        case .leopard: leopard(p)
        case .block: (p.y > 0.2 ? 1 : 0, 0)
        case .speckle: (Noise.value(p * 7, seed: 5) > 0.72 ? 0.9 : 0, 0)
        }
    }

    private func wrapped(_ x: Float) -> Float { x - x.rounded(.down) }

    /// 1 over the first `width` of each period, with edges soft over a twelfth.
    private func band(_ x: Float, _ width: Float) -> Float {
        let at = abs(wrapped(x) - 0.5)
        return min(1, max(0, (width / 2 - at) * 12 + 0.5))
    }

    private func dot(_ p: Point) -> Float {
        let row = (p.y * 1.2).rounded(.down)
        let x = wrapped(p.x + (Int(row) & 1 == 0 ? 0 : 0.5)) - 0.5
        let y = wrapped(p.y * 1.2) - 0.5
        return min(1, max(0, (0.27 - (x * x + y * y).squareRoot()) * 10 + 0.5))
    }

    /// Five-leaved flowers with a heart, one to a cell, each turned and set off by its cell's own chance.
    private func flower(_ p: Point) -> (Float, Float) {
        let cell = Point(p.x.rounded(.down), p.y.rounded(.down))
        let chance = Noise.cell(Int32(cell.x), Int32(cell.y), seed: 11)
        let other = Noise.cell(Int32(cell.x), Int32(cell.y), seed: 12)
        let at = p - cell - Point(0.5, 0.5) - Point(chance - 0.5, other - 0.5) * 0.3
        let radius = (at * at).sum().squareRoot()
        let angle = atan2f(at.y, at.x) + chance * 6
        let edge = (0.2 + 0.14 * cosf(angle * 5)) * (0.75 + 0.5 * other)
        let leaf = min(1, max(0, (edge - radius) * 14 + 0.5))
        return (leaf, min(1, max(0, (0.09 - radius) * 14 + 0.5)))
    }

    private func leopard(_ p: Point) -> (Float, Float) {
        let value = Noise.value(p * 2.6, seed: 21)
        let ring = value > 0.56 && value < 0.72
        return (ring ? 1 : 0, value >= 0.72 ? 0.45 : 0)
    }
}
