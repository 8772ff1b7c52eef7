import Foundation

/// How much of each pixel a shape covers, 0...1, within a window of the picture: `values` is (height, width).
struct Mask: Sendable {
    let left: Int
    let top: Int
    let width: Int
    let height: Int
    var values: [Float]

    /// The cover of `path` on a picture of `size` pixels, in a window `margin` wider than the shape; nil outside.
    init?(_ path: Path, place: Affine, size: (width: Int, height: Int), margin: Int) {
        let contours = path.contours.map { $0.map { place($0) } }
        var low = Point(.infinity, .infinity)
        var high = -low
        for contour in contours {
            for point in contour {
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
        }
        guard low.x < Float(size.width), low.y < Float(size.height), high.x > 0, high.y > 0 else { return nil }
        left = max(0, Int(low.x.rounded(.down)) - margin)
        top = max(0, Int(low.y.rounded(.down)) - margin)
        let right = min(Float(size.width), high.x.rounded(.up) + Float(margin))
        let bottom = min(Float(size.height), high.y.rounded(.up) + Float(margin))
        width = Int(right) - left
        height = Int(bottom) - top
        guard width > 0, height > 0 else { return nil }
        values = [Float](repeating: 0, count: width * height)
        var sums = [Float](repeating: 0, count: (width + 2) * height)
        let corner = Point(Float(left), Float(top))
        for contour in contours {
            var from = (contour.last ?? .zero) - corner
            for point in contour {
                let to = point - corner
                Mask.add(from, to, to: &sums, width: width, height: height)
                from = to
            }
        }
        for row in 0..<height {
            var sum: Float = 0
            for column in 0..<width {
                sum += sums[row * (width + 2) + column]
                values[row * width + column] = min(1, abs(sum))
            }
        }
    }

    /// Adds one edge's signed area to `sums`, (height, width + 2), whose running sum along a row is the cover.
    private static func add(_ a: Point, _ b: Point, to sums: inout [Float], width: Int, height: Int) {
        guard a.y != b.y else { return }
        let sign: Float = a.y < b.y ? 1 : -1
        let (upper, lower) = a.y < b.y ? (a, b) : (b, a)
        let slope = (lower.x - upper.x) / (lower.y - upper.y)
        let first = max(0, Int(max(0, upper.y).rounded(.down)))
        let last = min(height - 1, Int(min(Float(height), lower.y).rounded(.up)) - 1)
        guard first <= last else { return }
        let edge = Float(width)
        for row in first...last {
            let y0 = max(Float(row), upper.y)
            let y1 = min(Float(row + 1), lower.y)
            guard y1 > y0 else { continue }
            let drop = (y1 - y0) * sign
            let xa = min(edge, max(0, upper.x + slope * (y0 - upper.y)))
            let xb = min(edge, max(0, upper.x + slope * (y1 - upper.y)))
            let (x0, x1) = xa < xb ? (xa, xb) : (xb, xa)
            let start = row * (width + 2)
            let column = Int(x0)
            if x1 <= Float(column + 1) {
                let middle = (x0 + x1) / 2 - Float(column)
                sums[start + column] += drop * (1 - middle)
                sums[start + column + 1] += drop * middle
            } else {
                // The edge crosses several pixels of this row: each gets its share of the drop.
                let perPixel = drop / (x1 - x0)
                var x = x0
                var at = column
                while x < x1 {
                    let next = min(x1, Float(at + 1))
                    let share = perPixel * (next - x)
                    let middle = (x + next) / 2 - Float(at)
                    sums[start + at] += share * (1 - middle)
                    sums[start + at + 1] += share * middle
                    x = next
                    at += 1
                }
            }
        }
    }

    /// The mask softened by two box blurs of `radius` pixels.
    func blurred(_ radius: Int) -> [Float] {
        guard radius > 0 else { return values }
        var field = values
        for _ in 0..<2 {
            field = Mask.blurRows(field, width: width, height: height, radius: radius)
            field = Mask.blurColumns(field, width: width, height: height, radius: radius)
        }
        return field
    }

    static func blurRows(_ field: [Float], width: Int, height: Int, radius: Int) -> [Float] {
        var out = field
        let share = 1 / Float(2 * radius + 1)
        for row in 0..<height {
            let start = row * width
            var sum: Float = 0
            for column in 0..<min(radius, width) { sum += field[start + column] }
            for column in 0..<width {
                if column + radius < width { sum += field[start + column + radius] }
                if column - radius - 1 >= 0 { sum -= field[start + column - radius - 1] }
                out[start + column] = sum * share
            }
        }
        return out
    }

    static func blurColumns(_ field: [Float], width: Int, height: Int, radius: Int) -> [Float] {
        var out = field
        let share = 1 / Float(2 * radius + 1)
        var sums = [Float](repeating: 0, count: width)
        for row in 0..<min(radius, height) {
            for column in 0..<width { sums[column] += field[row * width + column] }
        }
        for row in 0..<height {
            if row + radius < height {
                for column in 0..<width { sums[column] += field[(row + radius) * width + column] }
            }
            if row - radius - 1 >= 0 {
                for column in 0..<width { sums[column] -= field[(row - radius - 1) * width + column] }
            }
            for column in 0..<width { out[row * width + column] = sums[column] * share }
        }
        return out
    }
}
