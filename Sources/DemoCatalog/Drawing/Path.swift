import Foundation

/// Closed outlines in product coordinates, flattened to straight pieces; where they overlap they add to one area.
struct Path: Sendable {
    private(set) var contours: [[Point]] = []

    init() {}

    /// The closed outline through `knots`.
    init(_ knots: [Knot]) { add(Knot.curve(knots, closed: true)) }

    /// The outline whose right half runs down `right`, from top to bottom, with its mirror image on the left.
    init(symmetric right: [Knot], around centre: Float = 0) {
        let left = right.reversed().filter { abs($0.point.x - centre) > 1e-4 }.map { knot in
            Knot(Point(2 * centre - knot.point.x, knot.point.y), corner: knot.corner)
        }
        self.init(right + left)
    }

    /// A line of `width` through `knots`, with round ends.
    init(along knots: [Knot], width: Float, closed: Bool = false) {
        var points = Knot.curve(knots, closed: closed)
        if closed, let first = points.first { points.append(first) }
        for (a, b) in zip(points, points.dropFirst()) {
            let along = b - a
            let length = (along * along).sum().squareRoot()
            guard length > 1e-6 else { continue }
            let side = Point(-along.y, along.x) * (width / 2 / length)
            add([a + side, a - side, b - side, b + side])
        }
        for point in points { addEllipse(point, Point(width / 2, width / 2), steps: 10) }
    }

    static func ellipse(_ centre: Point, _ radii: Point, turned angle: Float = 0) -> Path {
        var path = Path()
        path.addEllipse(centre, radii, turned: angle, steps: 40)
        return path
    }

    /// A ring: an ellipse without the smaller one at the same place.
    static func ring(_ centre: Point, outer: Point, inner: Point) -> Path {
        var path = ellipse(centre, outer)
        path.contours.append(Path.ellipse(centre, inner).contours[0].reversed())
        return path
    }

    static func box(_ low: Point, _ high: Point, round radius: Float = 0) -> Path {
        let r = min(radius, min(high.x - low.x, high.y - low.y) / 2)
        var path = Path()
        guard r > 0 else {
            path.add([low, Point(high.x, low.y), high, Point(low.x, high.y)])
            return path
        }
        var points: [Point] = []
        let centres = [
            Point(high.x - r, low.y + r), Point(high.x - r, high.y - r), Point(low.x + r, high.y - r),
            Point(low.x + r, low.y + r),
        ]
        for (corner, centre) in centres.enumerated() {
            for step in 0...5 {
                let angle = (Float(corner) - 1 + Float(step) / 5) * .pi / 2
                points.append(centre + Point(cosf(angle), sinf(angle)) * r)
            }
        }
        path.add(points)
        return path
    }

    static func + (a: Path, b: Path) -> Path {
        var sum = a
        sum.contours += b.contours
        return sum
    }

    /// The part with `hole` cut out of it, where the hole lies wholly inside.
    func cut(_ hole: Path) -> Path {
        var path = self
        path.contours += hole.contours.map { $0.reversed() }
        return path
    }

    func moved(by step: Point) -> Path { mapped { $0 + step } }

    /// Mirrored left and right around x = 0.
    var mirrored: Path {
        var path = Path()
        path.contours = contours.map { contour in contour.reversed().map { Point(-$0.x, $0.y) } }
        return path
    }

    func mapped(_ change: (Point) -> Point) -> Path {
        var path = Path()
        path.contours = contours.map { $0.map(change) }
        return path
    }

    private mutating func addEllipse(_ centre: Point, _ radii: Point, turned angle: Float = 0, steps: Int) {
        let (c, s) = (cosf(angle), sinf(angle))
        add(
            (0..<steps).map { step in
                let turn = Float(step) / Float(steps) * 2 * .pi
                let p = Point(cosf(turn), sinf(turn)) * radii
                return centre + Point(p.x * c - p.y * s, p.x * s + p.y * c)
            })
    }

    /// Adds an outline, turned so that its signed area is positive: areas then add up and never cancel.
    private mutating func add(_ points: [Point]) {
        guard points.count > 2 else { return }
        var area: Float = 0
        for (at, a) in points.enumerated() {
            let b = points[(at + 1) % points.count]
            area += a.x * b.y - a.y * b.x
        }
        contours.append(area < 0 ? points.reversed() : points)
    }
}
