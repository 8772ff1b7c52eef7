import Foundation

/// A product cut out of its surroundings: `pixels` is (height, width), colour already multiplied by cover (w).
struct Layer: Sendable {
    let width: Int
    let height: Int
    private(set) var pixels: [SIMD4<Float>]
    let place: Affine
    /// Towards the light, in the picture's plane, length 1.
    let light: Point

    init(width: Int, height: Int, place: Affine, light: Point) {
        self.width = width
        self.height = height
        self.place = place
        self.light = light
        pixels = [SIMD4<Float>](repeating: .zero, count: width * height)
    }

    /// How a part bulges.
    enum Form: Sendable {
        case flat
        /// Round towards its edges, over a width in product units.
        case bulge(Float)
        /// A standing tube around x = `centre`.
        case tube(centre: Float, half: Float)
        /// A lying tube around y = `centre`.
        case lying(centre: Float, half: Float)
    }

    /// Paints `path`; `folds` is how deep soft folds of cloth run down it, `opacity` how much it hides.
    mutating func fill(
        _ path: Path, _ paint: Paint, form: Form = .flat, folds: Float = 0, opacity: Float = 1
    ) {
        var radius = 0
        if case .bulge(let width) = form { radius = max(1, Int(width * place.scale)) }
        guard let mask = Mask(path, place: place, size: (width, height), margin: radius > 0 ? 2 : 0) else { return }
        let hills = radius > 0 ? mask.blurred(radius) : []
        let back = place.inverse
        let gloss = paint.material.gloss
        let metallic = paint.material == .metal || paint.material == .steel
        // In product coordinates, so that a tube is lit from the picture's light however it lies.
        let sideways = place.x.x * light.x + place.x.y * light.y < 0 ? Float(-1) : 1
        let upright = place.y.x * light.x + place.y.y * light.y < 0 ? Float(-1) : 1
        for row in 0..<mask.height {
            for column in 0..<mask.width {
                let at = row * mask.width + column
                let cover = mask.values[at] * opacity
                guard cover > 0.002 else { continue }
                let pixel = Point(Float(mask.left + column) + 0.5, Float(mask.top + row) + 0.5)
                let p = back(pixel)
                var lit: Float = 0
                switch form {
                case .flat: break
                case .bulge:
                    let (l, r) = (column > 0 ? at - 1 : at, column + 1 < mask.width ? at + 1 : at)
                    let (u, d) = (row > 0 ? at - mask.width : at, row + 1 < mask.height ? at + mask.width : at)
                    let slope = Point(hills[l] - hills[r], hills[u] - hills[d])
                    lit = (slope * light).sum() * Float(radius) * 1.6
                case .tube(let centre, let half):
                    lit = (p.x - centre) / half * sideways * 0.9
                case .lying(let centre, let half):
                    lit = (p.y - centre) / half * upright * 0.9
                }
                lit = min(1, max(-1, lit))
                var colour = paint.colour(at: p)
                var tone = 1 + lit * (lit > 0 ? 0.22 : 0.42)
                if folds > 0 {
                    let wave = sinf(p.x * 17 + sinf(p.y * 3 + 1) * 1.4) + 0.5 * sinf(p.x * 31 - p.y * 2)
                    tone += wave * 0.07 * folds
                }
                if metallic { tone += 0.22 * sinf(lit * 7 + 0.6) + 0.05 * sinf(p.y * 11 + p.x * 5) }
                colour *= max(0, tone)
                if gloss > 0 {
                    let peak = max(0, 1 - abs(lit - 0.5) * 4.5)
                    colour += Colour(repeating: peak * peak * gloss * 0.55)
                }
                colour.clamp(lowerBound: .zero, upperBound: .one)
                let target = (mask.top + row) * width + mask.left + column
                let over = SIMD4<Float>(colour, 1) * cover
                pixels[target] = over + pixels[target] * (1 - cover)
            }
        }
    }

    /// Paints a line of `width` through `knots`.
    mutating func line(_ knots: [Knot], width: Float, _ paint: Paint, form: Form = .flat, closed: Bool = false) {
        fill(Path(along: knots, width: width, closed: closed), paint, form: form)
    }

    /// The cover alone, (height, width); by a closure, since a key path to a lane takes a third of a picture's time.
    var cover: [Float] { pixels.map { $0.w } }
}
