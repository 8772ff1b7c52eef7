import Foundation

typealias Point = SIMD2<Float>

/// A map of the plane: product coordinates (x right, y down, the product within -1...1) to pixels.
struct Affine: Hashable, Sendable {
    var x: Point
    var y: Point
    var origin: Point

    init(x: Point, y: Point, origin: Point) {
        (self.x, self.y, self.origin) = (x, y, origin)
    }

    /// Turned by `angle` radians, grown by `scale`, moved to `origin`; `flip` mirrors left and right.
    init(scale: Float, angle: Float, flip: Bool, squeeze: Float = 1, origin: Point) {
        let (c, s) = (cosf(angle) * scale, sinf(angle) * scale)
        let side: Float = (flip ? -1 : 1) * squeeze
        self.init(x: Point(c * side, s * side), y: Point(-s, c), origin: origin)
    }

    func callAsFunction(_ p: Point) -> Point { x * p.x + y * p.y + origin }

    /// The square root of the area it gives to a unit square.
    var scale: Float { abs(x.x * y.y - x.y * y.x).squareRoot() }

    var inverse: Affine {
        let determinant = x.x * y.y - x.y * y.x
        let ix = Point(y.y, -x.y) / determinant
        let iy = Point(-y.x, x.x) / determinant
        return Affine(x: ix, y: iy, origin: -(ix * origin.x + iy * origin.y))
    }
}
