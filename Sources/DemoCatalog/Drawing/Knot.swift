/// A point that an outline runs through: smoothly, or with a corner.
struct Knot: Sendable {
    var point: Point
    var corner: Bool

    init(_ point: Point, corner: Bool) {
        self.point = point
        self.corner = corner
    }

    /// The straight pieces of the Catmull-Rom curve through `knots`; tangents are flat to the chord at corners.
    static func curve(_ knots: [Knot], closed: Bool, steps: Int = 7) -> [Point] {
        guard knots.count > 1 else { return knots.map(\.point) }
        var points: [Point] = []
        let last = closed ? knots.count : knots.count - 1
        for at in 0..<last {
            let (a, b) = (knots[at], knots[(at + 1) % knots.count])
            if a.corner && b.corner {
                points.append(a.point)
                continue
            }
            let before = knots[(at + knots.count - 1) % knots.count].point
            let after = knots[(at + 2) % knots.count].point
            let startsFree = a.corner || (!closed && at == 0)
            let endsFree = b.corner || (!closed && at == last - 1)
            let chord = b.point - a.point
            let start = startsFree ? chord : (b.point - before) / 2
            let end = endsFree ? chord : (after - a.point) / 2
            for step in 0..<steps {
                let t = Float(step) / Float(steps)
                let (t2, t3) = (t * t, t * t * t)
                var point = a.point * (2 * t3 - 3 * t2 + 1)
                point += start * (t3 - 2 * t2 + t)
                point += b.point * (3 * t2 - 2 * t3)
                point += end * (t3 - t2)
                points.append(point)
            }
        }
        if !closed, let end = knots.last { points.append(end.point) }
        return points
    }
}

/// A knot passed smoothly.
func soft(_ x: Float, _ y: Float) -> Knot { Knot(Point(x, y), corner: false) }

/// A knot with a corner.
func hard(_ x: Float, _ y: Float) -> Knot { Knot(Point(x, y), corner: true) }
