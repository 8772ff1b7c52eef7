import Glibc
import Tensors

/// A plane in which what lies near in the space lies near: t-SNE (van der Maaten & Hinton 2008), exact, since few
/// points are drawn; from the principal components, so that it is the same each time and islands stand where they
/// belong (Kobak & Berens 2019).
struct NeighbourMap {
    /// How many neighbours a point has, roughly.
    private static let perplexity: Float = 30
    private static let (turns, earlyTurns) = (400, 100)
    private static let earlyPull: Float = 12

    private let count: Int
    /// The count filled up to whole vectors of eight.
    private let width: Int
    /// (count, width): how near two points are, of one sum; zero where filled up.
    private let nearness: [Float]

    /// - Parameters:
    ///   - rows: (n, dimension), of unit length.
    ///   - start: n places.
    static func places(_ rows: [Float], dimension: Int, from start: [SIMD2<Float>]) -> [SIMD2<Float>] {
        guard start.count >= 8, rows.allSatisfy(\.isFinite) else { return start }
        return NeighbourMap(rows, dimension, start.count).places(from: start)
    }

    private init(_ rows: [Float], _ dimension: Int, _ count: Int) {
        let width = (count + 7) / 8 * 8
        var cosines = [Float](repeating: 0, count: count * count)
        Arithmetic.product(rows, rows, into: &cosines, m: count, n: count, k: dimension, transposing: .second)
        let perplexity = min(Self.perplexity, Float(count - 1) / 3)
        var shares = [Float](repeating: 0, count: count * width)
        for row in 0..<count {
            let distances = (0..<count).map { max(0, 2 - 2 * cosines[row * count + $0]) }
            let near = Self.shares(distances, row, entropy: log(perplexity))
            for at in 0..<count {
                shares[row * width + at] += near[at] / Float(2 * count)
                shares[at * width + row] += near[at] / Float(2 * count)
            }
        }
        (self.count, self.width, nearness) = (count, width, shares)
    }

    /// The Gaussian shares of a row's neighbours whose entropy is that of so many equal ones, found by bisection.
    private static func shares(_ distances: [Float], _ row: Int, entropy wanted: Float) -> [Float] {
        let nearest = distances.indices.filter { $0 != row }.map { distances[$0] }.min() ?? 0
        var (low, high, sharpness): (Float, Float, Float) = (0, .infinity, 1)
        var shares = distances
        for _ in 0..<40 {
            var (sum, weighted): (Float, Float) = (0, 0)
            for at in distances.indices {
                let far = distances[at] - nearest
                shares[at] = at == row ? 0 : exp(-sharpness * far)
                sum += shares[at]
                weighted += shares[at] * far
            }
            for at in shares.indices { shares[at] /= sum }
            let off = log(sum) + sharpness * weighted / sum - wanted
            if abs(off) < 1e-3 { break }
            if off > 0 { low = sharpness } else { high = sharpness }
            sharpness = high.isFinite ? (low + high) / 2 : sharpness * 2
            // Points that are all in one place have no entropy to choose.
            if !sharpness.isFinite || sharpness > 1e12 { break }
        }
        return shares
    }

    private func places(from start: [SIMD2<Float>]) -> [SIMD2<Float>] {
        let spread = (start.reduce(0) { $0 + $1.x * $1.x } / Float(count)).squareRoot()
        var (xs, ys) = ([Float](repeating: 1e9, count: width), [Float](repeating: 1e9, count: width))
        for at in 0..<count {
            // Points of one place would never part.
            let nudge = Float(at % 97) * 1e-7
            (xs[at], ys[at]) = (start[at].x / max(spread, 1e-6) * 1e-2 + nudge, start[at].y / max(spread, 1e-6) * 1e-2)
        }
        var speed = [SIMD2<Float>](repeating: .zero, count: count)
        var gain = [SIMD2<Float>](repeating: .one, count: count)
        let rate = max(50, Float(count) / 12)
        for turn in 0..<Self.turns {
            let early = turn < Self.earlyTurns
            let slopes = slopes(xs, ys, pull: early ? Self.earlyPull : 1)
            for at in 0..<count {
                for axis in 0..<2 {
                    let against = slopes[at][axis] * speed[at][axis] < 0
                    gain[at][axis] = max(0.01, against ? gain[at][axis] + 0.2 : gain[at][axis] * 0.8)
                }
                speed[at] = (early ? 0.5 : 0.8) * speed[at] - rate * gain[at] * slopes[at]
                (xs[at], ys[at]) = (xs[at] + speed[at].x, ys[at] + speed[at].y)
            }
        }
        return (0..<count).map { [xs[$0], ys[$0]] }
    }

    /// What each place must move against for the map to tell less of what is wrong.
    private func slopes(_ xs: [Float], _ ys: [Float], pull: Float) -> [SIMD2<Float>] {
        // Of each row: what draws it, what drives it off, and its part of the sum over all.
        var drawn = [SIMD2<Float>](repeating: .zero, count: count)
        var driven = drawn
        var parts = [Float](repeating: 0, count: count)
        drawn.withUnsafeMutableBufferPointer { drawn in
            driven.withUnsafeMutableBufferPointer { driven in
                parts.withUnsafeMutableBufferPointer { parts in
                    // Each thread writes rows of its own.
                    nonisolated(unsafe) let (drawn, driven, parts) = (drawn, driven, parts)
                    Arithmetic.inParallel(count, grain: 64) { rows in
                        for row in rows { (drawn[row], driven[row], parts[row]) = forces(row, xs, ys) }
                    }
                }
            }
        }
        let sum = max(parts.reduce(0, +), 1e-12)
        return (0..<count).map { 4 * (pull * drawn[$0] - driven[$0] / sum) }
    }

    private func forces(_ row: Int, _ xs: [Float], _ ys: [Float]) -> (SIMD2<Float>, SIMD2<Float>, Float) {
        let (x, y) = (SIMD8(repeating: xs[row]), SIMD8(repeating: ys[row]))
        var (drawnX, drawnY) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var (drivenX, drivenY, part) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        xs.withUnsafeBytes { xs in
            ys.withUnsafeBytes { ys in
                nearness.withUnsafeBytes { nearness in
                    for at in Swift.stride(from: 0, to: width, by: 8) {
                        let dx = x - xs.loadUnaligned(fromByteOffset: 4 * at, as: SIMD8<Float>.self)
                        let dy = y - ys.loadUnaligned(fromByteOffset: 4 * at, as: SIMD8<Float>.self)
                        let near = nearness.loadUnaligned(
                            fromByteOffset: 4 * (row * width + at), as: SIMD8<Float>.self)
                        let kernel = 1 / (1 + dx * dx + dy * dy)
                        let (draw, drive) = (near * kernel, kernel * kernel)
                        drawnX += draw * dx
                        drawnY += draw * dy
                        drivenX += drive * dx
                        drivenY += drive * dy
                        part += kernel
                    }
                }
            }
        }
        // The row itself, whose kernel is one, is no neighbour of its own.
        return ([drawnX.sum(), drawnY.sum()], [drivenX.sum(), drivenY.sum()], part.sum() - 1)
    }
}
